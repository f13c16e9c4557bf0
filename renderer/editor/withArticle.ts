import { Editor, Path, Range, Transforms } from 'slate';
import type { EditorElement } from '#shared/document/editorDocument.ts';
import { emptyParagraph } from '#shared/document/toEditorDocument.ts';
import { commitOnPress } from './commitOnPress.ts';
import { crossesCells, isEmptyLine, isTextElement, lineAt, linesIn, mayJoin, neighbour } from './lines.ts';
import { normalizeArticle } from './normalizeArticle.ts';
import type { ArticleSlate } from './slateTypes.ts';
import { spareSelectionWalk } from './spareSelectionWalk.ts';

/** Blocks a chunk: with content-visibility on each chunk a key costs the same in a long text as in a short one. */
const blocksPerChunk = 20;

/** What keys do in an article: lines of different kinds are never joined, cells never break, roles follow on. */
export function withArticle(editor: ArticleSlate): ArticleSlate {
  const { normalizeNode, insertBreak, insertText, deleteBackward, deleteForward, deleteFragment } = editor;
  commitOnPress();
  spareSelectionWalk();
  editor.getChunkSize = (node) => (node === editor ? blocksPerChunk : null);
  editor.normalizeNode = (entry, options) => {
    if (!normalizeArticle(editor, entry)) normalizeNode(entry, options);
  };
  editor.insertText = (text, options) => {
    // Slate itself would join the two ends of what is selected, whatever they are.
    if (editor.selection && goesOverLines(editor, editor.selection)) editor.deleteFragment();
    insertText(text.replace(/[\n\r\t\v\f]+/g, ' '), options);
  };
  editor.insertSoftBreak = () => editor.insertBreak();
  editor.insertBreak = () => {
    const { selection } = editor;
    if (selection && !Range.isCollapsed(selection)) editor.deleteFragment();
    const line = lineAt(editor);
    if (line && !breakLine(editor, line[0], line[1])) insertBreak();
  };
  editor.deleteBackward = (unit) => {
    const { selection } = editor;
    const line = lineAt(editor);
    if (!selection || !line || !Editor.isStart(editor, selection.anchor, line[1])) return deleteBackward(unit);
    const [element, path] = line;
    if (element.role === 'item') return takeOutOfList(editor);
    if (isTextElement(element) && element.role !== 'paragraph' && !isEmptyLine(element)) {
      return Transforms.setNodes(editor, { role: 'paragraph' }, { at: path });
    }
    const before = neighbour(editor, path, 'before');
    if (!before || element.role === 'cell') return;
    if (mayJoin(before[0], element)) return deleteBackward(unit);
    if (mayBeRemoved(editor, element, path)) {
      const end = Editor.end(editor, before[1]);
      Transforms.select(editor, end);
      Transforms.removeNodes(editor, { at: path });
    }
  };
  editor.deleteForward = (unit) => {
    const { selection } = editor;
    const line = lineAt(editor);
    if (!selection || !line || !Editor.isEnd(editor, selection.anchor, line[1])) return deleteForward(unit);
    const [element, path] = line;
    const after = neighbour(editor, path, 'after');
    if (!after) return;
    if (mayJoin(element, after[0])) return deleteForward(unit);
    if (mayBeRemoved(editor, element, path)) {
      Transforms.removeNodes(editor, { at: path });
    }
  };
  editor.deleteFragment = (options) => {
    const { selection } = editor;
    if (!selection || Range.isCollapsed(selection)) return;
    if (mayDeleteAsOne(editor, selection)) deleteFragment(options);
    else deleteLineByLine(editor, selection);
  };
  return editor;
}

/** Enter where it does something of its own; false where the line is simply split. */
function breakLine(editor: ArticleSlate, element: EditorElement, path: Path): boolean {
  const isAtEnd = editor.selection !== null && Editor.isEnd(editor, editor.selection.anchor, path);
  switch (element.role) {
    case 'title':
      if (
        editor.children.filter((child) => 'role' in child && child.role === 'title').length < 3 &&
        !isEmptyLine(element)
      )
        return false;
      goToNextLine(editor, path);
      return true;
    case 'subtitle':
    case 'byline':
    case 'cell':
      goToNextLine(editor, path);
      return true;
    case 'source':
      return true;
    case 'figure':
      Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(path), select: true });
      return true;
    case 'item':
      if (!isEmptyLine(element)) return false;
      takeOutOfList(editor);
      return true;
    case 'lead':
    case 'heading1':
    case 'heading2':
    case 'heading3':
    case 'heading4':
      if (!isAtEnd) return false;
      Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(path), select: true });
      return true;
    default:
      return false;
  }
}

function goToNextLine(editor: ArticleSlate, path: Path): void {
  const next = neighbour(editor, path, 'after');
  if (next) Transforms.select(editor, Editor.start(editor, next[1]));
}

/** The item becomes a paragraph; the list goes on above and below it. */
export function takeOutOfList(editor: ArticleSlate): void {
  Editor.withoutNormalizing(editor, () => {
    const line = lineAt(editor);
    if (line?.[0].role !== 'item') return;
    const reference = Editor.pathRef(editor, line[1]);
    Transforms.liftNodes(editor, { at: line[1] });
    const path = reference.unref();
    if (path) Transforms.setNodes(editor, { role: 'paragraph' }, { at: path });
  });
}

/** An empty line may go, and with it a figure whose caption is empty; what always has to be there stays. */
function mayBeRemoved(editor: ArticleSlate, element: EditorElement, path: Path): boolean {
  if (!isEmptyLine(element) || element.role === 'source' || element.role === 'cell' || element.role === 'item')
    return false;
  if (element.role !== 'title') return true;
  const others = editor.children.filter((child) => 'role' in child && child.role === 'title');
  return others.length > 1 && path.length === 1;
}

function goesOverLines(editor: ArticleSlate, range: Range): boolean {
  const [first, last] = Range.edges(range).map((point) => lineAt(editor, point));
  return first !== undefined && last !== undefined && !Path.equals(first[1], last[1]);
}

/** Whether the two ends of a selection may be joined when what lies between is gone. */
function mayDeleteAsOne(editor: ArticleSlate, range: Range): boolean {
  if (crossesCells(editor, range)) return false;
  const [start, end] = Range.edges(range);
  const first = lineAt(editor, start);
  const last = lineAt(editor, end);
  if (!first || !last || Path.equals(first[1], last[1])) return true;
  return mayJoin(first[0], last[0]);
}

/** Empties the selected part of each line; lines that lie wholly between the ends go, the ends stay apart. */
function deleteLineByLine(editor: ArticleSlate, range: Range): void {
  const [start, { path: lastPath }] = Range.edges(range);
  const first = start.path[0] ?? 0;
  const last = lastPath[0] ?? 0;
  Editor.withoutNormalizing(editor, () => {
    const end = Editor.pathRef(editor, [last]);
    for (const [element, path] of [...linesIn(editor, range)].reverse()) {
      const top = path[0] ?? 0;
      const part = Range.intersection(Editor.range(editor, path), range);
      const isBetween = top > first && top < last && path.length === 1 && element.role !== 'source';
      if (isBetween) Transforms.removeNodes(editor, { at: path });
      else if (part && !Range.isCollapsed(part)) Transforms.delete(editor, { at: part });
    }
    const lastLeft = end.unref()?.[0] ?? first;
    for (let index = lastLeft - 1; index > first; index -= 1) Transforms.removeNodes(editor, { at: [index] });
    Transforms.select(editor, start);
  });
}
