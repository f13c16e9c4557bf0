import type { CellElement, EditorText, TableElement } from './editorDocument.ts';
import { emptyCell, type PlacedCell, placedCells, rowsOf, spanned } from './tableGrid.ts';

/** A cell by its row and its place among the cells of that row, as the document holds it. */
export interface CellPlace {
  readonly row: number;
  readonly index: number;
}

/** Rows and columns of the grid, the ends not counted in. */
interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The cells from one to another, the whole rectangle that they span, in reading order; none where a cell is not there. */
export function cellsBetween(table: TableElement, from: CellPlace, to: CellPlace): readonly CellPlace[] {
  const placed = placedCells(table);
  const area = areaOf(table, placed, from, to);
  if (!area) return [];
  return placed.filter((one) => isIn(one, area)).map(({ cell, row }) => ({ row, index: indexIn(table, row, cell) }));
}

/**
 * The table with the cells from one to another made one, which holds what they held, a blank between; and where it stands.
 * Undefined where there are not two of them.
 */
export function mergeCells(
  table: TableElement,
  from: CellPlace,
  to: CellPlace,
): { readonly table: TableElement; readonly cell: CellPlace } | undefined {
  const placed = placedCells(table);
  const area = areaOf(table, placed, from, to);
  const inside = area ? placed.filter((one) => isIn(one, area)) : [];
  const [first] = inside;
  if (!area || !first || inside.length < 2) return undefined;
  const merged: PlacedCell = {
    row: area.top,
    column: area.left,
    cell: spanned(
      { role: 'cell', children: joined(inside.map(({ cell }) => cell)) },
      area.bottom - area.top,
      area.right - area.left,
    ),
  };
  const rest = placed.filter((one) => !inside.includes(one));
  return withoutEmptyRows(table, [...rest, merged], merged);
}

/** Rows in which no cell begins are left out, and the cells that reach over them are lower by as many. */
function withoutEmptyRows(
  table: TableElement,
  placed: readonly PlacedCell[],
  merged: PlacedCell,
): { readonly table: TableElement; readonly cell: CellPlace } {
  const used = table.children.map((_, row) => placed.some((one) => one.row === row));
  const countBefore = (row: number) => used.slice(0, row).filter(Boolean).length;
  const lower = ({ cell, row, column }: PlacedCell): PlacedCell => {
    const start = countBefore(row);
    return { cell: spanned(cell, countBefore(row + (cell.rowSpan ?? 1)) - start, cell.columnSpan), row: start, column };
  };
  const kept = lower(merged);
  const others = placed.filter((one) => one !== merged).map(lower);
  const changed = {
    ...table,
    headerRows: countBefore(table.headerRows),
    children: rowsOf(countBefore(used.length), [...others, kept]),
  };
  return { table: changed, cell: { row: kept.row, index: indexIn(changed, kept.row, kept.cell) } };
}

/** The table with a cell that spans others made single cells again, the first of which keeps the text; the same where it spans none. */
export function splitCell(table: TableElement, { row, index }: CellPlace): TableElement {
  const placed = placedCells(table);
  const here = placed.find(({ cell }) => cell === table.children[row]?.children[index]);
  const { rowSpan = 1, columnSpan = 1 } = here?.cell ?? {};
  if (!here || rowSpan * columnSpan === 1) return table;
  const single = Array.from(
    { length: rowSpan * columnSpan },
    (_, at): PlacedCell => ({
      cell: at === 0 ? spanned(here.cell) : emptyCell(),
      row: here.row + Math.floor(at / columnSpan),
      column: here.column + (at % columnSpan),
    }),
  );
  const rest = placed.filter((one) => one !== here);
  return { ...table, children: rowsOf(table.children.length, [...rest, ...single]) };
}

/** The smallest rectangle of whole cells that holds both. */
function areaOf(table: TableElement, placed: readonly PlacedCell[], from: CellPlace, to: CellPlace): Area | undefined {
  const ends = [from, to].map(({ row, index }) =>
    placed.find(({ cell }) => cell === table.children[row]?.children[index]),
  );
  const [first, last] = ends;
  if (!first || !last) return undefined;
  let area = around([edges(first), edges(last)]);
  // A cell that reaches out of the rectangle widens it, and then others may.
  for (;;) {
    const wider = around([area, ...placed.map(edges).filter((one) => overlap(one, area))]);
    if (
      wider.top === area.top &&
      wider.left === area.left &&
      wider.bottom === area.bottom &&
      wider.right === area.right
    )
      return area;
    area = wider;
  }
}

function edges({ cell, row, column }: PlacedCell): Area {
  return { top: row, left: column, bottom: row + (cell.rowSpan ?? 1), right: column + (cell.columnSpan ?? 1) };
}

function around(areas: readonly Area[]): Area {
  return {
    top: Math.min(...areas.map(({ top }) => top)),
    left: Math.min(...areas.map(({ left }) => left)),
    bottom: Math.max(...areas.map(({ bottom }) => bottom)),
    right: Math.max(...areas.map(({ right }) => right)),
  };
}

function overlap(one: Area, other: Area): boolean {
  return one.top < other.bottom && other.top < one.bottom && one.left < other.right && other.left < one.right;
}

function isIn(one: PlacedCell, area: Area): boolean {
  return overlap(edges(one), area);
}

function indexIn(table: TableElement, row: number, cell: CellElement): number {
  return table.children[row]?.children.indexOf(cell) ?? -1;
}

function joined(cells: readonly CellElement[]): EditorText[] {
  const filled = cells.map(({ children }) => children).filter((texts) => texts.some(({ text }) => text !== ''));
  const texts = filled.flatMap((children, index) => (index === 0 ? children : [{ text: ' ' }, ...children]));
  return texts.length > 0 ? texts : [{ text: '' }];
}
