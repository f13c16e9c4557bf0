import { Editor, Element, Node, Path, Range, Transforms } from 'slate';
import { elementText, type TableElement } from '#shared/document/editorDocument.ts';
import { changeTable, emptyTable, placedCells } from '#shared/document/tableGrid.ts';
import { moveBorder, moveColumn, moveRow, toggleHeader, withoutWidths } from '#shared/document/tableMoves.ts';
import { type CellPlace, cellsBetween, mergeCells, splitCell } from '#shared/document/tableSpans.ts';
import { emptyParagraph } from '#shared/document/toEditorDocument.ts';
import { insertElements } from './insertElements.ts';
import { lineAt } from './lines.ts';
import { pointInLine } from './pointInLine.ts';
import type { ArticleSlate } from './slateTypes.ts';

export type TableChange = Parameters<typeof changeTable>[1];

export function isInTable(editor: ArticleSlate): boolean {
  return lineAt(editor)?.[0].role === 'cell';
}

export function insertTable(editor: ArticleSlate): void {
  const path = insertElements(editor, [emptyTable(3, 3)]);
  if (path) Transforms.select(editor, Editor.start(editor, path));
}

/** The table the caret stands in, with its place; undefined outside of tables. */
interface TableHere {
  readonly table: TableElement;
  readonly path: Path;
  readonly cell: CellPlace;
  /** The column of the grid in which the cell begins, from 0. */
  readonly column: number;
}

function tableHere(editor: ArticleSlate): TableHere | undefined {
  const line = lineAt(editor);
  if (line?.[0].role !== 'cell') return undefined;
  const [top = 0, row = 0, index = 0] = line[1];
  const table = editor.children[top];
  if (!table || !Element.isElement(table) || table.role !== 'table') return undefined;
  const column = placedCells(table).find(({ cell }) => cell === line[0])?.column ?? 0;
  return { table, path: [top], cell: { row, index }, column };
}

/** Adds or removes a row or column at the caret; a table whose last one goes leaves an empty paragraph. */
export function changeTableHere(editor: ArticleSlate, change: TableChange): void {
  const here = tableHere(editor);
  if (!here) return;
  const { table, path, cell } = here;
  replaceTable(editor, path, table, changeTable(table, change, cell.row, cell.index), cell);
}

export function removeTable(editor: ArticleSlate): void {
  const here = tableHere(editor);
  if (here) replaceTable(editor, here.path, here.table, undefined, here.cell);
}

/** The two cells in which a selection over several cells of one table begins and ends. */
function chosenEnds(editor: ArticleSlate): readonly [CellPlace, CellPlace] | undefined {
  const { selection } = editor;
  const here = tableHere(editor);
  if (!selection || !here || Range.isCollapsed(selection)) return undefined;
  const [from, to] = [selection.anchor, selection.focus].flatMap((point) => {
    const line = lineAt(editor, point);
    const [top, row, index] = line?.[1] ?? [];
    const isHere = line?.[0].role === 'cell' && top === here.path[0];
    return isHere && row !== undefined && index !== undefined ? [{ row, index }] : [];
  });
  if (!from || !to || (from.row === to.row && from.index === to.index)) return undefined;
  return [from, to];
}

/** The cells from one end of the selection to the other, where it begins and ends in cells of one table; else none. */
export function chosenCells(editor: ArticleSlate): readonly Path[] {
  const here = tableHere(editor);
  const ends = chosenEnds(editor);
  if (!here || !ends) return [];
  return cellsBetween(here.table, ...ends).map(({ row, index }) => [...here.path, row, index]);
}

/** Makes the chosen cells one. */
export function mergeHere(editor: ArticleSlate): void {
  const here = tableHere(editor);
  const ends = chosenEnds(editor);
  const merged = here && ends && mergeCells(here.table, ...ends);
  if (merged) replaceTable(editor, here.path, here.table, merged.table, merged.cell);
}

/** Whether the cell at the caret spans several rows or columns. */
export function isMergedHere(editor: ArticleSlate): boolean {
  const here = tableHere(editor);
  const cell = here?.table.children[here.cell.row]?.children[here.cell.index];
  return (cell?.rowSpan ?? 1) > 1 || (cell?.columnSpan ?? 1) > 1;
}

export function splitHere(editor: ArticleSlate): void {
  const here = tableHere(editor);
  if (here) replaceTable(editor, here.path, here.table, splitCell(here.table, here.cell), here.cell);
}

/** Whether the row at the caret belongs to the header, which is repeated on every page. */
export function isHeaderHere(editor: ArticleSlate): boolean {
  const here = tableHere(editor);
  return here !== undefined && here.cell.row < here.table.headerRows;
}

export function mayToggleHeaderHere(editor: ArticleSlate): boolean {
  const here = tableHere(editor);
  return here !== undefined && toggleHeader(here.table, here.cell.row) !== here.table;
}

/** Lets the header end with the row at the caret, or before it where it ends with it. */
export function toggleHeaderHere(editor: ArticleSlate): void {
  const here = tableHere(editor);
  if (!here) return;
  const { headerRows } = toggleHeader(here.table, here.cell.row);
  Transforms.setNodes(editor, { headerRows }, { at: here.path });
}

/** Moves the row at the caret; the caret stays in it. */
export function moveRowHere(editor: ArticleSlate, by: 1 | -1): void {
  const here = tableHere(editor);
  if (!here || moveRow(here.table, here.cell.row, by) === here.table) return;
  const { path, cell } = here;
  Transforms.moveNodes(editor, { at: [...path, cell.row], to: [...path, cell.row + by] });
}

/** Moves the column at the caret; the caret stays in it. */
export function moveColumnHere(editor: ArticleSlate, by: 1 | -1): void {
  const here = tableHere(editor);
  if (!here) return;
  const moved = moveColumn(here.table, here.column, by);
  const index = placedCells(moved)
    .filter(({ row }) => row === here.cell.row)
    .findIndex(({ column }) => column === here.column + by);
  replaceTable(editor, here.path, here.table, moved, { row: here.cell.row, index });
}

/** Makes the column at the caret wider by a fraction of the table, or narrower. */
export function widenColumnHere(editor: ArticleSlate, by: number): void {
  const here = tableHere(editor);
  if (!here) return;
  const span = here.table.children[here.cell.row]?.children[here.cell.index]?.columnSpan ?? 1;
  setBorder(editor, here.path, here.column + span - 1, by);
}

/** Moves the border behind a column of the table at a place by a fraction of its width. */
export function setBorder(editor: ArticleSlate, path: Path, column: number, by: number): void {
  const [table] = Editor.node(editor, path);
  if (!Element.isElement(table) || table.role !== 'table') return;
  const { columnWidths } = moveBorder(table, column, by);
  if (columnWidths && columnWidths !== table.columnWidths) Transforms.setNodes(editor, { columnWidths }, { at: path });
}

/** Whether the columns of the table at the caret have widths of their own. */
export function hasWidthsHere(editor: ArticleSlate): boolean {
  return tableHere(editor)?.table.columnWidths !== undefined;
}

/** Gives the widths of the columns back to what they hold. */
export function forgetWidthsHere(editor: ArticleSlate): void {
  const here = tableHere(editor);
  if (here?.table.columnWidths) replaceTable(editor, here.path, here.table, withoutWidths(here.table), here.cell);
}

/** Puts another table in the place of one, or a paragraph where none is left; the caret goes on where it was in its words. */
function replaceTable(
  editor: ArticleSlate,
  path: Path,
  table: TableElement,
  changed: TableElement | undefined,
  { row, index }: CellPlace,
): void {
  if (changed === table) return;
  const before = textBeforeCaret(editor);
  const nearRow = Math.min(row, (changed?.children.length ?? 1) - 1);
  const cells = changed?.children[nearRow]?.children ?? [];
  const nearIndex = Math.max(0, Math.min(index, cells.length - 1));
  const cell = cells[nearIndex];
  Editor.withoutNormalizing(editor, () => {
    Transforms.removeNodes(editor, { at: path });
    Transforms.insertNodes(editor, changed ?? emptyParagraph(), { at: path });
    const place = cell ? [...path, nearRow, nearIndex] : path;
    const isSameCell = cell !== undefined && elementText(cell).startsWith(before);
    Transforms.select(
      editor,
      isSameCell ? pointInLine(cell, place, before.length, 'end') : Editor.start(editor, place),
    );
  });
}

/** What stands in the caret's line before it. */
function textBeforeCaret(editor: ArticleSlate): string {
  const [, path] = lineAt(editor) ?? [];
  if (!path || !editor.selection) return '';
  return Editor.string(editor, { anchor: Editor.start(editor, path), focus: Editor.start(editor, editor.selection) });
}

/** Tab and Shift+Tab go from cell to cell; Tab in the last cell adds a row. False outside a table. */
export function goToCell(editor: ArticleSlate, direction: 'next' | 'previous'): boolean {
  const line = lineAt(editor);
  if (line?.[0].role !== 'cell') return false;
  const [, path] = line;
  const [, table] = Editor.node(editor, path.slice(0, 1));
  const cells = [
    ...Editor.nodes(editor, { at: table, match: (node) => Element.isElement(node) && node.role === 'cell' }),
  ];
  const index = cells.findIndex(([, one]) => Path.equals(one, path));
  const target = cells[index + (direction === 'next' ? 1 : -1)];
  if (target) Transforms.select(editor, Editor.start(editor, target[1]));
  else if (direction === 'next') {
    changeTableHere(editor, 'addRow');
    goToFirstCellOfLastRow(editor, table);
  }
  return true;
}

function goToFirstCellOfLastRow(editor: ArticleSlate, table: Path): void {
  const [element] = Editor.node(editor, table);
  if (!Element.isElement(element)) return;
  const row = [...table, element.children.length - 1, 0];
  if (Node.has(editor, row)) Transforms.select(editor, Editor.start(editor, row));
}
