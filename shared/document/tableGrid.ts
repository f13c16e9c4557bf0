import type { CellElement, RowElement, TableElement } from './editorDocument.ts';

export interface PlacedCell {
  readonly cell: CellElement;
  readonly row: number;
  readonly column: number;
}
type Change = 'addRow' | 'removeRow' | 'addColumn' | 'removeColumn';

/** Where every cell of a table stands, counted in grid columns; cells covered by a span have no entry. */
export function placedCells(table: TableElement): readonly PlacedCell[] {
  const taken: boolean[][] = [];
  const placed: PlacedCell[] = [];
  for (const [row, { children }] of table.children.entries()) {
    let column = 0;
    for (const cell of children) {
      while (taken[row]?.[column]) column += 1;
      placed.push({ cell, row, column });
      for (let down = 0; down < (cell.rowSpan ?? 1); down += 1) {
        const line = taken[row + down] ?? [];
        taken[row + down] = line;
        for (let across = 0; across < (cell.columnSpan ?? 1); across += 1) line[column + across] = true;
      }
    }
  }
  return placed;
}

/** How many columns the grid has, spans counted out; at least one. */
export function columnCount(table: TableElement): number {
  return Math.max(1, ...placedCells(table).map(({ cell, column }) => column + (cell.columnSpan ?? 1)));
}

/**
 * The table with a row or column added behind the cell at `row`, `index`, or with the one it stands in removed. Spans
 * grow and shrink with what they cross. Undefined when nothing would be left.
 */
export function changeTable(table: TableElement, change: Change, row: number, index: number): TableElement | undefined {
  const placed = placedCells(table);
  const cell = table.children[row]?.children[index];
  const here = placed.find((one) => one.cell === cell);
  if (!here) return table;
  const { rowSpan = 1, columnSpan = 1 } = here.cell;
  switch (change) {
    case 'addRow':
      return addRow(table, placed, row + rowSpan);
    case 'removeRow':
      return removeRow(table, placed, row);
    case 'addColumn':
      return addColumn(table, placed, here.column + columnSpan);
    case 'removeColumn':
      return removeColumn(table, placed, here.column);
  }
}

function addRow(table: TableElement, placed: readonly PlacedCell[], at: number): TableElement {
  const crossing = placed.filter(({ cell, row }) => row < at && row + (cell.rowSpan ?? 1) > at);
  const covered = crossing.reduce((sum, { cell }) => sum + (cell.columnSpan ?? 1), 0);
  const added = Array.from({ length: columnCount(table) - covered }, emptyCell);
  const grown = placed.map((one) =>
    crossing.includes(one)
      ? { ...one, cell: spanned(one.cell, (one.cell.rowSpan ?? 1) + 1, one.cell.columnSpan) }
      : one,
  );
  const rows = rowsOf(table.children.length, grown);
  rows.splice(at, 0, { role: 'row', children: added });
  return { ...table, headerRows: table.headerRows + (at < table.headerRows ? 1 : 0), children: rows };
}

function removeRow(table: TableElement, placed: readonly PlacedCell[], at: number): TableElement | undefined {
  if (table.children.length <= 1) return undefined;
  const left = placed.flatMap((one): PlacedCell[] => {
    const { cell, row } = one;
    const span = cell.rowSpan ?? 1;
    if (row === at) return span > 1 ? [{ ...one, cell: spanned(cell, span - 1, cell.columnSpan) }] : [];
    const shrunk = row < at && row + span > at ? spanned(cell, span - 1, cell.columnSpan) : cell;
    return [{ cell: shrunk, row: row > at ? row - 1 : row, column: one.column }];
  });
  const headerRows = Math.min(table.headerRows - (at < table.headerRows ? 1 : 0), table.children.length - 1);
  return { ...table, headerRows: Math.max(0, headerRows), children: rowsOf(table.children.length - 1, left) };
}

function addColumn(table: TableElement, placed: readonly PlacedCell[], at: number): TableElement {
  const wide = placed.map((one): PlacedCell => {
    const { cell, column } = one;
    const span = cell.columnSpan ?? 1;
    if (column < at && column + span > at) return { ...one, cell: spanned(cell, cell.rowSpan, span + 1) };
    return column >= at ? { ...one, column: column + 1 } : one;
  });
  const covered = coveredRows(wide, at);
  for (let row = 0; row < table.children.length; row += 1) {
    if (!covered.has(row)) wide.push({ cell: emptyCell(), row, column: at });
  }
  const count = columnCount(table);
  const widths = table.columnWidths?.map((width) => (width * count) / (count + 1));
  widths?.splice(at, 0, 1 / (count + 1));
  return withWidths({ ...table, children: rowsOf(table.children.length, wide) }, widths);
}

function removeColumn(table: TableElement, placed: readonly PlacedCell[], at: number): TableElement | undefined {
  const count = columnCount(table);
  if (count <= 1) return undefined;
  const left = placed.flatMap((one): PlacedCell[] => {
    const { cell, column } = one;
    const span = cell.columnSpan ?? 1;
    if (column > at) return [{ ...one, column: column - 1 }];
    if (column + span <= at) return [one];
    return span > 1 ? [{ ...one, cell: spanned(cell, cell.rowSpan, span - 1) }] : [];
  });
  const gone = table.columnWidths?.[at] ?? 0;
  const widths = table.columnWidths?.filter((_, index) => index !== at).map((width) => width / (1 - gone));
  return withWidths({ ...table, children: rowsOf(table.children.length, left) }, widths);
}

/** Rows that a cell reaching over the column fills. */
function coveredRows(placed: readonly PlacedCell[], column: number): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const one of placed) {
    if (one.column > column || one.column + (one.cell.columnSpan ?? 1) <= column) continue;
    for (let down = 0; down < (one.cell.rowSpan ?? 1); down += 1) rows.add(one.row + down);
  }
  return rows;
}

/** The rows of so many that these cells make. */
export function rowsOf(count: number, placed: readonly PlacedCell[]): RowElement[] {
  return Array.from({ length: count }, (_, row) => ({
    role: 'row',
    children: placed
      .filter((one) => one.row === row)
      .toSorted((one, other) => one.column - other.column)
      .map(({ cell }) => cell),
  }));
}

/** A cell over so many rows and columns, with what it holds. */
export function spanned(cell: CellElement, rowSpan = 1, columnSpan = 1): CellElement {
  return {
    role: 'cell',
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(columnSpan > 1 ? { columnSpan } : {}),
    children: cell.children,
  };
}

function withWidths(table: TableElement, widths: readonly number[] | undefined): TableElement {
  return widths ? { ...table, columnWidths: widths.map((width) => Math.min(1, width)) } : table;
}

export function emptyCell(): CellElement {
  return { role: 'cell', children: [{ text: '' }] };
}

/** A table to be written into, its first row the header. */
export function emptyTable(rows: number, columns: number): TableElement {
  return {
    role: 'table',
    headerRows: 1,
    children: Array.from({ length: rows }, () => ({
      role: 'row',
      children: Array.from({ length: columns }, emptyCell),
    })),
  };
}
