import { Editor, Element, Node, Path, Transforms } from 'slate';
import type { TableElement } from '#shared/document/editorDocument.ts';
import { changeTable, emptyTable } from '#shared/document/tableGrid.ts';
import { emptyParagraph } from '#shared/document/toEditorDocument.ts';
import { insertElements } from './insertElements.ts';
import { lineAt } from './lines.ts';
import type { ArticleSlate } from './slateTypes.ts';

export type TableChange = Parameters<typeof changeTable>[1];

export function isInTable(editor: ArticleSlate): boolean {
  return lineAt(editor)?.[0].role === 'cell';
}

export function insertTable(editor: ArticleSlate): void {
  const path = insertElements(editor, [emptyTable(3, 3)]);
  if (path) Transforms.select(editor, Editor.start(editor, path));
}

/** Adds or removes a row or column at the caret; a table whose last one goes leaves an empty paragraph. */
export function changeTableHere(editor: ArticleSlate, change: TableChange): void {
  const line = lineAt(editor);
  if (line?.[0].role !== 'cell') return;
  const [top = 0, row = 0, cell = 0] = line[1];
  const table = editor.children[top];
  if (!table || !Element.isElement(table) || table.role !== 'table') return;
  replaceTable(editor, [top], table, changeTable(table, change, row, cell), row, cell);
}

export function removeTable(editor: ArticleSlate): void {
  const line = lineAt(editor);
  const [top = 0] = line?.[1] ?? [];
  const table = editor.children[top];
  if (line?.[0].role !== 'cell' || !table || !Element.isElement(table) || table.role !== 'table') return;
  replaceTable(editor, [top], table, undefined, 0, 0);
}

function replaceTable(
  editor: ArticleSlate,
  path: Path,
  table: TableElement,
  changed: TableElement | undefined,
  row: number,
  cell: number,
): void {
  if (changed === table) return;
  Editor.withoutNormalizing(editor, () => {
    Transforms.deselect(editor);
    Transforms.removeNodes(editor, { at: path });
    Transforms.insertNodes(editor, changed ?? emptyParagraph(), { at: path });
    const rows = changed?.children ?? [];
    const nearRow = Math.min(row, rows.length - 1);
    const nearCell = Math.max(0, Math.min(cell, (rows[nearRow]?.children.length ?? 1) - 1));
    const near = changed ? [...path, nearRow, nearCell] : path;
    Transforms.select(editor, Editor.start(editor, Node.has(editor, near) ? near : path));
  });
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
