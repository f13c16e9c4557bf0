import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellElement, TableElement } from '#shared/document/editorDocument.ts';
import { changeTable, columnCount, emptyTable, placedCells } from '#shared/document/tableGrid.ts';

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
