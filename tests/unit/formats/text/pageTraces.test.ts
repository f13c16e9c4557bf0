import { expect, test } from 'vitest';
import { withoutPageTraces } from '#formats/text/pageTraces.ts';
import { type ReportEntry, textLines } from '#formats/text/textLine.ts';

function kept(text: string) {
  const report: ReportEntry[] = [];
  const lines = withoutPageTraces(textLines(text, report), report);
  return { texts: lines.map((line) => line.text), kinds: report.map(({ kind }) => kind), lines };
}

const page = '村里把晒场让出来晒粮。'.repeat(20);

test('the head that every page repeats is taken out, the masthead and what only resembles a head stay', () => {
  const { texts, kinds } = kept(`河湾信息
第 5 期
2023年8月2日
${page}
— 1 —
河湾信息　2023年第5期
河湾信息员第5期培训班
${page}
（河湾县）
发：各镇
签发：河一湾`);
  expect(texts).toEqual([
    '河湾信息',
    '第 5 期',
    '2023年8月2日',
    page,
    '河湾信息员第5期培训班',
    page,
    '（河湾县）',
    '发：各镇',
    '签发：河一湾',
  ]);
  expect(kinds).toEqual(['pageNumber', 'pageHeader']);
});

test('bare numbers are page numbers where they count up a page apart, and stay where a list has them', () => {
  expect(kept(`${page}\n1\n${page}\n2\n${page}`).texts).toEqual([page, page, page]);
  expect(kept(`${page}\n1\n甲村\n2\n乙村`).texts).toEqual([page, '1', '甲村', '2', '乙村']);
  expect(kept(`${page}\n1200\n${page}`).texts).toContain('1200');
});

test('rules of signs are taken out, a dash of two signs is none', () => {
  const { texts, kinds } = kept('甲。\n————————————\n——以白水河为例\n乙。');
  expect(texts).toEqual(['甲。', '——以白水河为例', '乙。']);
  expect(kinds).toEqual(['rule']);
});

test('what follows the end of a page has no gap above it, but says that the page ended', () => {
  const { lines } = kept(`${page}\n\n1\n\n${page}`);
  expect(lines[1]).toMatchObject({ gap: false, afterPage: true });
});
