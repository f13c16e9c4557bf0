import { Editor, Element, type Location, Node, type NodeEntry, Path, Range } from 'slate';
import type { EditorElement, TextElement } from '#shared/document/editorDocument.ts';
import { type TextRole, textRoles } from '#shared/issue/block.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** The element that holds the text at a place, the first one of a selection: a paragraph, a title line, an item, a cell, a caption. */
export function lineAt(
  editor: ArticleSlate,
  at: Location | null = editor.selection,
): NodeEntry<EditorElement> | undefined {
  if (!at) return undefined;
  return Editor.above<EditorElement>(editor, {
    at: Editor.start(editor, at),
    match: (node) => Element.isElement(node),
    mode: 'lowest',
  });
}

/** The lines that a selection touches, in order. */
export function linesIn(editor: ArticleSlate, at: Location): readonly NodeEntry<EditorElement>[] {
  return [...Editor.nodes<EditorElement>(editor, { at, match: (node) => Element.isElement(node), mode: 'lowest' })];
}

/** The top element of the document at a place. */
export function topAt(
  editor: ArticleSlate,
  at: Location | null = editor.selection,
): NodeEntry<EditorElement> | undefined {
  if (!at) return undefined;
  const index = Editor.path(editor, at, { edge: 'start' })[0];
  const element = index === undefined ? undefined : editor.children[index];
  return element && Element.isElement(element) && index !== undefined ? [element, [index]] : undefined;
}

export function isTextElement(element: EditorElement): element is TextElement {
  return textRoles.includes(element.role as TextRole);
}

/** Whether two lines are of a kind, so that one may be joined to the other. */
export function mayJoin(before: EditorElement, after: EditorElement): boolean {
  if (before.role === 'title' && after.role === 'title') return true;
  return isRunning(before) && isRunning(after);
}

function isRunning(element: EditorElement): boolean {
  return isTextElement(element) || element.role === 'item';
}

export function isEmptyLine(element: EditorElement): boolean {
  return Node.string(element) === '';
}

/** The line before or after one, in reading order. */
export function neighbour(
  editor: ArticleSlate,
  path: Path,
  direction: 'before' | 'after',
): NodeEntry<EditorElement> | undefined {
  const point = direction === 'before' ? Editor.before(editor, path) : Editor.after(editor, path);
  return point && lineAt(editor, point);
}

/** Whether a selection begins in one cell of a table and ends in another cell or outside. */
export function crossesCells(editor: ArticleSlate, range: Range): boolean {
  const cells = Range.edges(range).map((point) => {
    const line = lineAt(editor, point);
    return line?.[0].role === 'cell' ? line[1] : undefined;
  });
  const [first, second] = cells;
  if (first && second) return !Path.equals(first, second);
  return first !== undefined || second !== undefined;
}
