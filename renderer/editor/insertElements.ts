import { Editor, Element, Node, Path, Range, Transforms } from 'slate';
import { type BodyElement, type EditorElement, type EditorText, elementText } from '#shared/document/editorDocument.ts';
import { joinLines, linesOf } from '#shared/document/readPlainText.ts';
import { isEmptyLine, isTextElement, lineAt } from './lines.ts';
import type { ArticleSlate } from './slateTypes.ts';

/**
 * Puts elements of the body at the caret: text joins the line it comes into, whole elements stand behind it. Into a
 * cell or a caption only the words go; of several lines the first goes into a title and the others under it. Gives the path of the last element that stands by itself.
 */
export function insertElements(editor: ArticleSlate, elements: readonly BodyElement[]): Path | undefined {
  const [first] = elements;
  if (!first || !editor.selection) return undefined;
  let last: Path | undefined;
  Editor.withoutNormalizing(editor, () => {
    if (editor.selection && !Range.isCollapsed(editor.selection)) editor.deleteFragment();
    const line = lineAt(editor);
    if (!line) return;
    const [element, path] = line;
    if (elements.length > 1 && isHead(element) && hasWords(first)) {
      editor.insertText(elementText(first));
      last = insertUnderHead(editor, elements.slice(1));
      return;
    }
    if (!isTextElement(element) && element.role !== 'item') {
      if (elements.some(hasWords))
        editor.insertText(
          joinLines(linesOf(elements))
            .map(({ text }) => text)
            .join(''),
        );
      else last = insertBehind(editor, [path[0] ?? 0], elements);
      return;
    }
    const joins = first.role === 'paragraph' && !(elements.length > 1 && isEmptyLine(element));
    if (joins) insertTexts(editor, first.children);
    const rest = joins ? elements.slice(1) : elements;
    if (rest.length > 0) last = insertAsElements(editor, rest);
  });
  return last;
}

function isHead({ role }: EditorElement): boolean {
  return role === 'title' || role === 'subtitle' || role === 'byline';
}

/** At the beginning of the body, in the place of an empty paragraph that waits there; a last line in brackets is the source. */
function insertUnderHead(editor: ArticleSlate, elements: readonly BodyElement[]): Path {
  const children = editor.children as readonly EditorElement[];
  const at = children.findIndex((element) => !isHead(element));
  const waiting = children[at];
  const isWaiting = waiting?.role === 'paragraph' && isEmptyLine(waiting);
  const source = children.findLastIndex(({ role }) => role === 'source');
  const last = elements.at(-1);
  const isSigned = last !== undefined && isSourceLine(last) && children[source] && isEmptyLine(children[source]);
  if (isSigned) Transforms.insertText(editor, elementText(last), { at: Editor.start(editor, [source]) });
  const body = isSigned ? elements.slice(0, -1) : elements;
  Transforms.insertNodes(editor, [...body], { at: [at] });
  if (isWaiting && body.length > 0) Transforms.removeNodes(editor, { at: [at + body.length] });
  return selectEnd(editor, [at + Math.max(0, body.length - 1)]);
}

/** （团青岚市委） */
function isSourceLine(element: BodyElement): boolean {
  return element.role === 'paragraph' && /^[（(][^（()）]{2,40}[）)]$/.test(elementText(element).trim());
}

function hasWords(element: BodyElement): boolean {
  return elementText(element) !== '';
}

function insertTexts(editor: ArticleSlate, texts: readonly EditorText[]): void {
  for (const text of texts) {
    if (text.text !== '') Transforms.insertNodes(editor, { ...text }, { select: true });
  }
}

/** Splits the line at the caret, or stands in its place where it is empty. */
function insertAsElements(editor: ArticleSlate, elements: readonly BodyElement[]): Path | undefined {
  const line = lineAt(editor);
  if (!line || !editor.selection) return undefined;
  const [element, path] = line;
  const top = [path[0] ?? 0];
  const { anchor } = editor.selection;
  if (element.role === 'item') return insertBehind(editor, top, elements);
  if (isEmptyLine(element)) {
    const inserted = insertBehind(editor, top, elements);
    Transforms.removeNodes(editor, { at: top });
    return inserted && Path.previous(inserted);
  }
  if (Editor.isStart(editor, anchor, path)) {
    Transforms.insertNodes(editor, [...elements], { at: top });
    return selectEnd(editor, [(top[0] ?? 0) + elements.length - 1]);
  }
  if (!Editor.isEnd(editor, anchor, path)) Transforms.splitNodes(editor, { always: true });
  return insertBehind(editor, top, elements);
}

function insertBehind(editor: ArticleSlate, top: Path, elements: readonly BodyElement[]): Path {
  const [element] = Editor.node(editor, top);
  const isSource = Element.isElement(element) && element.role === 'source';
  const at = isSource ? top : Path.next(top);
  Transforms.insertNodes(editor, [...elements], { at });
  return selectEnd(editor, [(at[0] ?? 0) + elements.length - 1]);
}

function selectEnd(editor: ArticleSlate, path: Path): Path {
  if (Node.has(editor, path)) Transforms.select(editor, Editor.end(editor, path));
  return path;
}
