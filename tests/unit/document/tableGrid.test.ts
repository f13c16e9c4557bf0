import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellElement, TableElement } from '#shared/document/editorDocument.ts';
import { changeTable, columnCount, emptyTable, placedCells } from '#shared/document/tableGrid.ts';
import { moveBorder, moveColumn, moveRow, toggleHeader } from '#shared/document/tableMoves.ts';
import { cellsBetween, mergeCells, splitCell } from '#shared/document/tableSpans.ts';

function cell(text: string, rowSpan?: number, columnSpan?: number): CellElement {
  return {
    role: 'cell',
    ...(rowSpan ? { rowSpan } : {}),
    ...(columnSpan ? { columnSpan } : {}),
    children: [{ text }],
  };
}
/** 甲 stands over two rows, 丙 over two columns. */
const spanned: TableElement = {
  role: 'table',
  headerRows: 1,
  columnWidths: [0.2, 0.3, 0.5],
  children: [
    { role: 'row', children: [cell('甲', 2), cell('乙'), cell('丁')] },
    { role: 'row', children: [cell('丙', undefined, 2)] },
  ],
};

/** How many cells lie on every place of the grid. */
function coverage(table: TableElement): readonly number[][] {
  const grid = table.children.map(() => Array.from({ length: columnCount(table) }, () => 0));
  for (const { cell: one, row, column } of placedCells(table)) {
    for (let down = 0; down < (one.rowSpan ?? 1); down += 1) {
      for (let across = 0; across < (one.columnSpan ?? 1); across += 1) {
        const line = grid[row + down];
        if (line) line[column + across] = (line[column + across] ?? 0) + 1;
      }
    }
  }
  return grid;
}

test('a column added inside a span widens it', () => {
  const changed = changeTable(spanned, 'addColumn', 0, 1);
  expect(changed?.children[1]?.children[0]).toMatchObject({ columnSpan: 3 });
  expect(changed?.children[0]?.children).toHaveLength(4);
  expect(changed?.columnWidths?.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1);
});

test('removing the row in which a span begins moves the rest of it down', () => {
  const changed = changeTable(spanned, 'removeRow', 0, 0);
  expect(changed?.children).toHaveLength(1);
  expect(changed?.children[0]?.children.map((one) => one.children[0]?.text)).toEqual(['甲', '丙']);
});

test('the last row and the last column are the table itself', () => {
  const one = emptyTable(1, 1);
  expect(changeTable(one, 'removeRow', 0, 0)).toBeUndefined();
  expect(changeTable(one, 'removeColumn', 0, 0)).toBeUndefined();
});

function texts(table: TableElement): readonly (readonly string[])[] {
  return table.children.map(({ children }) => children.map((one) => one.children.map(({ text }) => text).join('')));
}

function grid(...rows: readonly (readonly string[])[]): TableElement {
  const children = rows.map((row) => ({ role: 'row' as const, children: row.map((text) => cell(text)) }));
  return { role: 'table', headerRows: 1, children };
}
const nine = grid(['一', '二', '三'], ['四', '', '六'], ['七', '八', '九']);

test('cells are merged as the rectangle between two of them, and hold what they held', () => {
  const merged = mergeCells(nine, { row: 1, index: 1 }, { row: 0, index: 0 });
  expect(merged?.cell).toEqual({ row: 0, index: 0 });
  expect(merged && texts(merged.table)).toEqual([['一 二 四', '三'], ['六'], ['七', '八', '九']]);
  expect(merged?.table.children[0]?.children[0]).toMatchObject({ rowSpan: 2, columnSpan: 2 });
  expect(mergeCells(nine, { row: 1, index: 1 }, { row: 1, index: 1 })).toBeUndefined();
});

test('a cell that reaches out of the rectangle widens it', () => {
  const merged = mergeCells(spanned, { row: 0, index: 1 }, { row: 1, index: 0 });
  // No cell begins in the second row any more.
  expect(merged && texts(merged.table)).toEqual([['甲', '乙 丁 丙']]);
  expect(cellsBetween(spanned, { row: 0, index: 1 }, { row: 1, index: 0 })).toHaveLength(3);
});

test('a merged cell is split again, its text in the first', () => {
  const merged = mergeCells(nine, { row: 0, index: 0 }, { row: 1, index: 1 });
  const split = merged && splitCell(merged.table, merged.cell);
  expect(split && texts(split)).toEqual([
    ['一 二 四', '', '三'],
    ['', '', '六'],
    ['七', '八', '九'],
  ]);
  expect(splitCell(nine, { row: 0, index: 0 })).toBe(nine);
});

test('rows and columns move by one place, and not through a span', () => {
  expect(texts(moveRow(nine, 1, 1)).map((row) => row[0])).toEqual(['一', '七', '四']);
  expect(moveRow(nine, 2, 1)).toBe(nine);
  expect(moveRow(spanned, 0, 1)).toBe(spanned);
  expect(texts(moveColumn(nine, 0, 1))[0]).toEqual(['二', '一', '三']);
  expect(moveColumn(nine, 0, -1)).toBe(nine);
  expect(moveColumn(spanned, 0, 1)).toBe(spanned);
  expect(moveColumn({ ...nine, columnWidths: [0.5, 0.3, 0.2] }, 2, -1).columnWidths).toEqual([0.5, 0.2, 0.3]);
});

test('the header reaches down to a row, or is taken back from it', () => {
  expect(toggleHeader(nine, 1).headerRows).toBe(2);
  expect(toggleHeader(nine, 0).headerRows).toBe(0);
});

test('a border between columns moves as far as there is room, and the columns fill the table', () => {
  const wider = moveBorder(nine, 0, 0.1).columnWidths ?? [];
  expect(wider[0]).toBeCloseTo(1 / 3 + 0.1);
  expect(wider[1]).toBeCloseTo(1 / 3 - 0.1);
  const widest = moveBorder(nine, 0, 5).columnWidths ?? [];
  expect(widest[1]).toBeCloseTo(0.03);
  expect(widest.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1);
  // Behind the last column nothing gives: its neighbour does.
  expect(moveBorder(nine, 2, 0.1).columnWidths?.[1]).toBeCloseTo(1 / 3 - 0.1);
});

test('whatever is merged, split and moved, every place of the grid belongs to one cell and no word is lost', () => {
  const at = fc.record({ row: fc.nat(5), index: fc.nat(5) });
  const step = fc.record({ what: fc.constantFrom('merge', 'split', 'up', 'down', 'left', 'right'), from: at, to: at });
  const letters = (table: TableElement) =>
    texts(table).flat().join('').replaceAll(' ', '').split('').toSorted().join('');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let table: TableElement = nine;
      for (const { what, from, to } of steps) {
        const column = from.index % columnCount(table);
        if (what === 'merge') table = mergeCells(table, from, to)?.table ?? table;
        else if (what === 'split') table = splitCell(table, from);
        else if (what === 'up' || what === 'down') table = moveRow(table, from.row, what === 'up' ? -1 : 1);
        else table = moveColumn(table, column, what === 'left' ? -1 : 1);
        const covered = coverage(table).flat();
        expect(covered).toEqual(covered.map(() => 1));
        expect(table.children.every(({ children }) => children.length > 0)).toBe(true);
        expect(letters(table)).toBe(letters(nine));
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever is added and removed, every place of the grid belongs to exactly one cell', () => {
  const change = fc.record({
    change: fc.constantFrom('addRow', 'removeRow', 'addColumn', 'removeColumn'),
    row: fc.nat(5),
    index: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let table: TableElement | undefined = spanned;
      for (const { change: kind, row, index } of changes) {
        const here: TableElement = table;
        const at = row % here.children.length;
        const cells = here.children[at]?.children.length ?? 0;
        if (cells === 0) continue;
        table = changeTable(here, kind, at, index % cells);
        if (!table) return;
        expect(
          coverage(table)
            .flat()
            .every((count) => count === 1),
        ).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
