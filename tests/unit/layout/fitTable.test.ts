import { expect, test } from 'vitest';
import type { TableBlock } from '#shared/issue/block.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { fitTable } from '#shared/layout/fitTable.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { unprintableParts } from '#shared/layout/unprintableParts.ts';

/** A border of 0.25 mm is drawn, and takes the room, of a pixel. */
const pixel_mm = 25.4 / 96;

const cell = { inlines: [{ text: '溪' }] };

function table(columns: number, columnWidths?: readonly number[]): TableBlock {
  const rows = [Array.from({ length: columns }, () => cell)];
  return { role: 'table', headerRows: 0, rows, ...(columnWidths ? { columnWidths: [...columnWidths] } : {}) };
}

test('a table with room for its columns keeps the size of the publication and its own widths', () => {
  const widths = [0.5, 0.25, 0.25];
  expect(fitTable(table(3, widths), defaultLayoutParameters)).toEqual({
    columns: 3,
    size_pt: 14,
    columnWidths: widths,
    isPrintable: true,
  });
  expect(fitTable(table(12), defaultLayoutParameters)).toMatchObject({ size_pt: 14, columnWidths: undefined });
});

test('where columns have no room for a character the type shrinks until they have', () => {
  const { size_pt, isPrintable } = fitTable(table(30), defaultLayoutParameters);
  expect(size_pt).toBeLessThan(14);
  expect(isPrintable).toBe(true);
  // A column has 156 mm / 30, in whole pixels; a character with its padding and a rule fills it.
  const character_mm = (size_pt * 25.4) / 72;
  const column_mm = character_mm + 2 * 1.2 * (size_pt / 14) + pixel_mm;
  expect(column_mm).toBeLessThanOrEqual(156 / 30);
  expect(column_mm).toBeGreaterThan(156 / 30 - pixel_mm);
});

test('columns too narrow for a character are widened, the others give by their widths', () => {
  const { columnWidths = [] } = fitTable(table(4, [0.01, 0.03, 0.32, 0.64]), defaultLayoutParameters);
  const least = (Math.ceil(((14 * 25.4) / 72 + 2.4) / pixel_mm + 1) * pixel_mm) / (156 - 2 * pixel_mm);
  expect(columnWidths[0]).toBeCloseTo(least, 6);
  expect(columnWidths[1]).toBeCloseTo(least, 6);
  expect((columnWidths[3] ?? 0) / (columnWidths[2] ?? 1)).toBeCloseTo(2, 6);
  expect(columnWidths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1, 6);
});

test('widths that are not one for each column are left to the browser', () => {
  expect(fitTable(table(3, [0.5, 0.5]), defaultLayoutParameters).columnWidths).toBeUndefined();
});

test('columns are counted with the cells that reach across and down', () => {
  const block: TableBlock = {
    role: 'table',
    headerRows: 1,
    rows: [
      [{ ...cell, rowSpan: 2 }, { ...cell, columnSpan: 2 }, cell],
      [cell, cell, cell, cell],
    ],
  };
  expect(fitTable(block, defaultLayoutParameters).columns).toBe(5);
});

test('a table that not even the smallest type makes fit is named with its place', () => {
  const document = {
    ...emptyIssueDocument({ name: '云溪信息', organ: '' }),
    articles: [{ id: 'a1', title: ['甲'], source: null, body: [table(3), table(90)] }],
  };
  expect(unprintableParts(document, defaultLayoutParameters)).toEqual([
    {
      message: '第1篇第2段的表格有90列，缩到最小的字也排不进版心，请拆成几个表格。',
      at: { part: 'article', article: 0, block: 1 },
    },
  ]);
  expect(unprintableParts(document, LayoutParameters.parse({ paperWidth_mm: 420 }))).toEqual([]);
});
