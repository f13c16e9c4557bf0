import { expect, test } from 'vitest';
import { markCarriedOn } from '#formats/text/carriedOn.ts';
import { type ReportEntry, textLines } from '#formats/text/textLine.ts';

function carried(text: string) {
  const report: ReportEntry[] = [];
  const lines = markCarriedOn(textLines(text, report), report);
  return { lines: lines.filter(({ carriesOn }) => carriesOn).map(({ line }) => line), report };
}

/** Thirty signs, the last one a full stop. */
const full = `${'河湾'.repeat(14)}里。`;
const indented = `　　${full.slice(2)}`;

test('under a full line of a file broken by hand a line carries on, even where a sentence ends with the line', () => {
  expect(carried([indented, full, '末行。', indented, full, full, '末行。'].join('\n')).lines).toEqual([2, 3, 5, 6, 7]);
});

test('without indents a blank line tells where a paragraph begins', () => {
  expect(carried([full, full, '末行。', '', full, full, '', full, '末行。'].join('\n')).lines).toEqual([2, 3, 6, 9]);
});

test('headings carry nothing on, and nothing carries on a heading', () => {
  expect(carried([indented, full, full, '一、清淤', indented, full, '末行。'].join('\n')).lines).toEqual([2, 3, 6, 7]);
});

test('a page that ends with a full line and a sentence is doubtful where there is no indent', () => {
  const { lines, report } = carried([full, full, full, '— 1 —', full, '末行。', '', full, full].join('\n'));
  expect(lines).toContain(5);
  expect(report.map(({ line, kind }) => `${line} ${kind}`)).toEqual(['4 pageNumber', '5 doubtfulJoin']);
});

test('lines that are whole paragraphs of many lengths are left alone', () => {
  const paragraphs = [25, 47, 63, 88, 112].map((length) => `${'河'.repeat(length)}。`);
  expect(carried(paragraphs.join('\n')).lines).toEqual([]);
});
