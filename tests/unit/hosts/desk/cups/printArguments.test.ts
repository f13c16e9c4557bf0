import { expect, test } from 'vitest';
import { printArguments } from '#hosts/desk/cups/printArguments.ts';

const driver = { canDuplex: true, trays: ['Auto', 'Tray1'], papers: { A4: 'A4', A3: 'iso_a3_297x420mm' } };
const request = { printer: '一楼', copies: 60, sides: 'longEdge', title: '云溪信息第7期' } as const;

test('one page range, one tray and one size become options, each an argument of its own', () => {
  const made = printArguments({ ...request, pages: '1-4,7', tray: 'Tray1', paper: 'A3' }, driver);
  expect(made.slice(0, 6)).toEqual(['-d', '一楼', '-n', '60', '-t', '云溪信息第7期']);
  expect(made.slice(-2)).toEqual(['-P', '1-4,7']);
  expect(made).toEqual(
    expect.arrayContaining(['sides=two-sided-long-edge', 'InputSlot=Tray1', 'PageSize=iso_a3_297x420mm']),
  );
});

test('what is not asked for, or what the driver has not, is left to the printer', () => {
  const plain = printArguments({ ...request, paper: 'A3' }, undefined).join(' ');
  expect(plain).not.toMatch(/PageSize|InputSlot| -P /);
  expect(printArguments({ ...request, sides: 'one' }, driver)).toContain('sides=one-sided');
});

test('a tray that is gone is not passed over in silence', () => {
  expect(() => printArguments({ ...request, tray: 'Tray9' }, driver)).toThrow(/没有纸盒“Tray9”/);
});
