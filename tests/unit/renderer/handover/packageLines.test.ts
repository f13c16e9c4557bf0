import { expect, test } from 'vitest';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { packageOutcomes } from '#shared/contract/packageCommands.ts';
import { handoverReasons } from '#shared/handover/handoverRefusal.ts';
import { outcomeText } from '#shared/handover/packageWords.ts';
import { packageLines, reasonText } from '../../../../renderer/screens/handover/packageLines.ts';
import { handover } from '../../../../renderer/strings/handover.ts';

const entry: PackageEntry = {
  number: 12,
  direction: 'written',
  hash: '0'.repeat(64),
  kind: 'submit',
  issueId: 'issue-1',
  machines: [
    { name: '审核机', sequence: 2, receiptAt: '2026-03-04T02:00:00.000Z' },
    { name: '签发机', sequence: 1 },
  ],
  volumes: 3,
  bytes: 1_200_000,
  at: '2026-03-02T02:00:00.000Z',
  personName: '闻禾',
  medium: 'U盘07',
  ticketNumber: '2026-0004',
  dueOn: '2026-03-10',
  isOverdue: false,
};

test('a line of the register says to whom, on what, under which ticket, in how many volumes, and who has received it', () => {
  const [whom = '', when = '', receipts = '', ...more] = packageLines(entry);
  expect(whom).toBe('写给“审核机”第2包、“签发机”第1包　介质U盘07　输出票2026-0004');
  expect(when).toMatch(/3月2日 \d\d:00　闻禾　3卷，共1.2 MB　2026年3月10日前要回执$/);
  expect(receipts).toMatch(/^“审核机”已收，回执.*3月4日 \d\d:00到　“签发机”还没有回执$/);
  expect(more).toEqual([]);
});

test('of what was taken no receipt is told, of what was refused the reason in words', () => {
  expect(packageLines({ ...entry, direction: 'taken', machines: [{ name: '编辑机', sequence: 3 }] })).toHaveLength(2);
  const refused = packageLines({ ...entry, direction: 'refused', machines: [], reason: 'damaged' });
  expect(refused[0]).toBe('不知由谁写　介质U盘07　输出票2026-0004');
  expect(refused.at(-1)).toBe('原因：已损坏');
});

test('every reason for which a package is refused, and everything that becomes of one, has its words', () => {
  const ofCards = ['notACard', 'cardMalformed', 'cardSignatureWrong', 'notARevocation', 'revocationSignatureWrong'];
  const ofPackages = handoverReasons.filter((reason) => !ofCards.includes(reason));
  expect(ofPackages.filter((reason) => reasonText(reason) === handover.reasonUnknown)).toEqual([]);
  const articles = [{ id: 'one', title: '甲篇', how: 'taken' as const }];
  const silent = packageOutcomes.filter((kind) => outcomeText({ kind, articles }, handover.takenRegister) === '');
  expect(silent).toEqual(['receipt']);
  expect(reasonText('unheardOf')).toBe(handover.reasonUnknown);
});

test('of articles that came each is named with what became of it, and where else it may still be written', () => {
  const said = outcomeText(
    {
      kind: 'articles',
      articles: [
        { id: 'one', title: '甲篇', how: 'taken' },
        { id: 'two', title: '', how: 'taken', wasAt: '审核机' },
        { id: 'three', title: '丙篇', how: 'same' },
        { id: 'four', title: '丁篇', how: 'kept' },
      ],
    },
    handover.takenRegister,
  );
  expect(said).toBe(
    '“甲篇”“（无标题）”已放入“稿件”，在本机改。“丙篇”与本机的相同。“丁篇”在本机已另有进展，送来的内容存为其他版本。“（无标题）”原来交到“审核机”，请那边不要再改。',
  );
});
