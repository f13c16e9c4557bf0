import type { CellElement, EditorText, RowElement, TableElement } from '#shared/document/editorDocument.ts';
import { columnCount, placedCells } from '#shared/document/tableGrid.ts';
import { styleOf } from './htmlStyle.ts';

/** As many as a document may hold. */
const mostColumns = 100;
const mostRowSpan = 500;

/**
 * A table of HTML with the words that `readCell` finds: columns and rows that are not shown go, spans end where the table
 * ends, short rows are filled. Undefined where no cell is left.
 */
export function readTable(
  table: HTMLTableElement,
  readCell: (cell: HTMLTableCellElement) => readonly EditorText[],
): TableElement | undefined {
  const hidden = hiddenColumns(table);
  const shown = [...table.rows].filter((row) => !isHidden(row));
  const taken: number[] = [];
  const rows = shown.map((row, index): RowElement => {
    let column = 0;
    const children: CellElement[] = [];
    for (const cell of row.cells) {
      while ((taken[column] ?? 0) > index) column += 1;
      const rowSpan = Math.min(shownRowsOf(table, row, cell), shown.length - index, mostRowSpan);
      const columns = Array.from({ length: Math.min(cell.colSpan, mostColumns) }, (_, across) => column + across);
      for (const one of columns) taken[one] = index + rowSpan;
      column += columns.length;
      const columnSpan = columns.filter((one) => one < mostColumns && !hidden.has(one)).length;
      if (columnSpan === 0 || isHidden(cell)) continue;
      const texts = readCell(cell);
      children.push(spanned(texts.length > 0 ? [...texts] : [{ text: '' }], rowSpan, columnSpan));
    }
    return { role: 'row', children };
  });
  const headerRows = table.tHead ? [...table.tHead.rows].filter((row) => !isHidden(row)).length : 1;
  return wholeTable({ role: 'table', headerRows, children: rows });
}

/** How many rows that are shown a cell reaches over; a span of 0 goes to the end (HTML, 4.9.11). */
function shownRowsOf(table: HTMLTableElement, row: HTMLTableRowElement, { rowSpan }: HTMLTableCellElement): number {
  const from = [...table.rows].indexOf(row);
  const reached = [...table.rows].slice(from, rowSpan === 0 ? undefined : from + rowSpan);
  return reached.filter((one) => !isHidden(one)).length;
}

/**
 * A table from outside as a document may hold it. A row that is covered whole from above has no cells of its own and
 * stays; any other row without cells goes.
 */
export function wholeTable(table: TableElement): TableElement | undefined {
  const kept = table.children.filter((row, index) => row.children.length > 0 || isCovered(table, index));
  const clamped = kept.map((row, index): RowElement => {
    const left = kept.length - index;
    const clampCell = ({ rowSpan = 1, columnSpan = 1, children }: CellElement) =>
      spanned(children, Math.min(rowSpan, left, mostRowSpan), Math.min(columnSpan, mostColumns));
    return { role: 'row', children: row.children.map(clampCell) };
  });
  if (clamped.every(({ children }) => children.length === 0)) return undefined;
  const whole: TableElement = { ...table, children: clamped };
  const width = columnCount(whole);
  const placed = placedCells(whole);
  const covered = clamped.map((_, index) =>
    placed
      .filter(({ cell, row }) => row <= index && row + (cell.rowSpan ?? 1) > index)
      .reduce((sum, { cell }) => sum + (cell.columnSpan ?? 1), 0),
  );
  return {
    ...whole,
    headerRows: Math.min(table.headerRows, clamped.length, 20),
    children: clamped.map(({ role, children }, index) => {
      const missing = Math.max(0, width - (covered[index] ?? 0));
      return { role, children: [...children, ...Array.from({ length: missing }, () => spanned([{ text: '' }], 1, 1))] };
    }),
  };
}

function isCovered(table: TableElement, index: number): boolean {
  return table.children.some(
    ({ children }, row) => row < index && children.some(({ rowSpan = 1 }) => row + rowSpan > index),
  );
}

function spanned(children: EditorText[], rowSpan: number, columnSpan: number): CellElement {
  return {
    role: 'cell',
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(columnSpan > 1 ? { columnSpan } : {}),
    children,
  };
}

/** Excel says it of the column, and not of its cells. */
function hiddenColumns(table: HTMLTableElement): ReadonlySet<number> {
  const hidden = new Set<number>();
  let column = 0;
  for (const one of table.querySelectorAll<HTMLTableColElement>(':scope > col, :scope > colgroup > col')) {
    const span = Math.max(1, one.span);
    if (isHidden(one)) for (let across = 0; across < span; across += 1) hidden.add(column + across);
    column += span;
  }
  return hidden;
}

function isHidden(element: Element): boolean {
  return element.hasAttribute('hidden') || styleOf(element).get('display') === 'none';
}

/** A table that only places things on a page, and a box around a text, are no tables of the text. */
export function isLayout(table: HTMLTableElement): boolean {
  if (table.closest('[style*="vglayout"]') || table.querySelector('table')) return true;
  return table.rows.length === 1 && table.rows[0]?.cells.length === 1;
}
