import { expect, test } from 'vitest';
import { readSignOff } from '#formats/text/readSignOff.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import { readSignedName, signedName } from '#shared/issue/signedName.ts';
import { signOffLines } from '#shared/layout/printedLines.ts';

test('a name says in whose place it was signed, and is taken apart again', () => {
  const both = { person: '王某', onBehalfOf: '李某' };
  expect(signedName(both)).toBe('王某（受李某委托）');
  expect(signedName({ person: '王某' })).toBe('王某');
  expect(readSignedName('王某（受李某委托）')).toEqual(both);
  expect(readSignedName('王某')).toEqual({ person: '王某' });
});

test('the printed line of names is read back as it was, with and without delegates', () => {
  const signOff = [
    { step: 'responsibleEditor', label: '责任编辑', person: '周亦宁' },
    { step: 'countersigner', label: '会签', person: '沈知微', onBehalfOf: '何清越' },
    { step: 'countersigner', label: '会签', person: '许砚' },
    { step: 'signer', label: '签发', person: '陈明远', onBehalfOf: '林疏' },
  ] as const;
  const lines = signOffLines({ signOff: [...signOff] });
  expect(lines[1]).toBe('会签：沈知微（受何清越委托）、许砚');
  const report: ReportEntry[] = [];
  expect(readSignOff(lines.join('　'), 1, report)).toEqual(signOff);
  expect(lines.flatMap((line) => readSignOff(line, 1, report))).toEqual(signOff);
  expect(report).toEqual([]);
});
