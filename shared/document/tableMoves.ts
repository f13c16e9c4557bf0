import type { TableElement } from './editorDocument.ts';
import { columnCount, placedCells, rowsOf } from './tableGrid.ts';

/** The narrowest a column is made, as a fraction of the table. */
const narrowest = 0.03;
/** As many rows as a header is given by hand. */
export const mostHeaderRows = 3;

/**
 * The table with a row moved by one place up or down; the same at its ends and where a cell that spans rows would be cut.
 * The number of header rows stays.
 */
export function moveRow(table: TableElement, row: number, by: 1 | -1): TableElement {
  const other = row + by;
  const { children } = table;
  const [one, two] = [children[row], children[other]];
  if (!one || !two || isCutRow(table, Math.min(row, other))) return table;
  return { ...table, children: children.with(row, two).with(other, one) };
}

/** The table with a column moved by one place to the right or left, with its width; the same at its ends and across spans. */
export function moveColumn(table: TableElement, column: number, by: 1 | -1): TableElement {
  const other = column + by;
  if (other < 0 || other >= columnCount(table)) return table;
  const placed = placedCells(table);
  const crosses = placed.some(
    ({ cell, column: at }) =>
      (cell.columnSpan ?? 1) > 1 &&
      at <= Math.max(column, other) &&
      at + (cell.columnSpan ?? 1) > Math.min(column, other),
  );
  if (crosses) return table;
  const moved = placed.map((one) => {
    if (one.column === column) return { ...one, column: other };
    return one.column === other ? { ...one, column } : one;
  });
  const widths = table.columnWidths;
  return {
    ...table,
    ...(widths ? { columnWidths: widths.with(column, widths[other] ?? 0).with(other, widths[column] ?? 0) } : {}),
    children: rowsOf(table.children.length, moved),
  };
}

/** The table whose header ends with this row, or, where it does so already, before it; the same where that would be too many. */
export function toggleHeader(table: TableElement, row: number): TableElement {
  if (table.headerRows === row + 1) return { ...table, headerRows: row };
  return row < mostHeaderRows ? { ...table, headerRows: row + 1 } : table;
}

/**
 * The table with the border behind a column moved by a fraction of its width, as far as the columns on either side allow;
 * the last column takes from the one before it. Columns without widths are even to begin with.
 */
export function moveBorder(table: TableElement, column: number, by: number): TableElement {
  const count = columnCount(table);
  if (count < 2 || column < 0 || column >= count) return table;
  const isLast = column === count - 1;
  const [grows, shrinks] = isLast ? [column, column - 1] : [column, column + 1];
  const widths = table.columnWidths?.length === count ? table.columnWidths : Array<number>(count).fill(1 / count);
  const [from, to] = [widths[grows] ?? 0, widths[shrinks] ?? 0];
  const moved = Math.max(Math.min(0, narrowest - from), Math.min(by, Math.max(0, to - narrowest)));
  if (moved === 0) return table;
  return { ...table, columnWidths: widths.with(grows, from + moved).with(shrinks, to - moved) };
}

/** The table without widths of its columns, which share it by what they hold. */
export function withoutWidths({ columnWidths: _widths, ...table }: TableElement): TableElement {
  return table;
}

/** Whether a cell reaches from a row into the next, or from either of the two beyond them. */
function isCutRow(table: TableElement, upper: number): boolean {
  return placedCells(table).some(({ cell, row }) => {
    const end = row + (cell.rowSpan ?? 1);
    return end - row > 1 && row <= upper + 1 && end > upper;
  });
}
