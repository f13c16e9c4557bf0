import { Editor, Element, Transforms } from 'slate';
import type { EditorElement, EditorMark, HeadElement } from '#shared/document/editorDocument.ts';
import type { TextRole } from '#shared/issue/block.ts';
import { isTextElement, lineAt, linesIn } from './lines.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** What a line can be made by hand. */
export type ChosenRole = TextRole | 'bulletList' | 'numberedList';

/** What the line with the caret is; undefined where its role cannot be chosen: in the head, a cell, a caption. */
export function currentRole(editor: ArticleSlate): ChosenRole | undefined {
  const line = lineAt(editor);
  if (!line) return undefined;
  const [element, path] = line;
  if (isTextElement(element)) return element.role;
  const list = element.role === 'item' ? editor.children[path[0] ?? -1] : undefined;
  if (!list || !('role' in list) || list.role !== 'list') return undefined;
  return list.ordered ? 'numberedList' : 'bulletList';
}

/** Gives every selected line of running text the role; lines of other kinds are left as they are. */
export function setRole(editor: ArticleSlate, role: ChosenRole): void {
  const { selection } = editor;
  if (!selection) return;
  const isRunning = (element: EditorElement) => isTextElement(element) || element.role === 'item';
  const references = linesIn(editor, selection)
    .filter(([element]) => isRunning(element))
    .map(([, path]) => Editor.pathRef(editor, path));
  Editor.withoutNormalizing(editor, () => {
    for (const reference of references) {
      if (!reference.current) continue;
      const [element] = Editor.node(editor, reference.current);
      if (Element.isElement(element) && element.role === 'item') {
        Transforms.liftNodes(editor, { at: reference.current });
      }
      const textRole = role === 'bulletList' || role === 'numberedList' ? 'item' : role;
      if (reference.current) Transforms.setNodes(editor, { role: textRole }, { at: reference.current });
    }
    const indexes = references.map((reference) => reference.unref()?.[0]);
    if (role !== 'bulletList' && role !== 'numberedList') return;
    wrapRuns(editor, indexes, role === 'numberedList');
  });
}

/** Lines that follow each other become one list. */
function wrapRuns(editor: ArticleSlate, indexes: readonly (number | undefined)[], ordered: boolean): void {
  const left = indexes.filter((index) => index !== undefined).toSorted((one, other) => other - one);
  while (left.length > 0) {
    const end = left.shift() as number;
    let start = end;
    while (left[0] === start - 1) start = left.shift() as number;
    const at = { anchor: Editor.start(editor, [start]), focus: Editor.end(editor, [end]) };
    const list = { role: 'list', ordered, children: [] } as const;
    Transforms.wrapNodes(
      editor,
      { ...list, children: [] },
      { at, match: (node) => Element.isElement(node) && node.role === 'item' },
    );
  }
}

export function hasMark(editor: ArticleSlate, mark: EditorMark): boolean {
  return Editor.marks(editor)?.[mark] === true;
}

/** Marks are for running text, items, cells and captions; a title has none. */
export function toggleMark(editor: ArticleSlate, mark: EditorMark): void {
  const line = lineAt(editor);
  if (!line || !takesMarks(line[0])) return;
  if (hasMark(editor, mark)) Editor.removeMark(editor, mark);
  else Editor.addMark(editor, mark, true);
}

export function takesMarks(element: EditorElement): boolean {
  return !['title', 'subtitle', 'byline', 'source'].includes(element.role);
}

/** Adds a line under the title and goes there; where it is already, only goes there. */
export function addHeadLine(editor: ArticleSlate, role: Exclude<HeadElement['role'], 'title'>): void {
  const children = editor.children as readonly EditorElement[];
  const found = children.findIndex((element) => element.role === role);
  const before = role === 'subtitle' ? ['title'] : ['title', 'subtitle'];
  const index = found >= 0 ? found : children.findIndex((element) => !before.includes(element.role));
  if (found < 0) Transforms.insertNodes(editor, { role, children: [{ text: '' }] }, { at: [index] });
  Transforms.select(editor, Editor.end(editor, [index]));
}
