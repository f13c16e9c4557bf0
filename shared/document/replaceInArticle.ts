import type { ArticleContent } from '#shared/issue/article.ts';
import { documentLines, type LineElement } from './documentLines.ts';
import type { EditorElement, EditorText, TopElement } from './editorDocument.ts';
import { toArticleContent } from './toArticleContent.ts';
import { texts, toEditorDocument } from './toEditorDocument.ts';

/** A stretch of one line that is to be another text; places in UTF-16 units, lines counted from 0 as `documentLines` has them. */
export interface TextEdit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * An article with stretches of its lines replaced; what is put in has the marks with which the stretch begins, all else keeps
 * its own. Undefined where an edit lies outside its line, is empty, or two of them overlap.
 */
export function replaceInArticle(content: ArticleContent, edits: readonly TextEdit[]): ArticleContent | undefined {
  const document = toEditorDocument(content);
  const lines = documentLines(document);
  const changed = new Map<EditorElement, EditorText[]>();
  for (const [number, some] of Map.groupBy(edits, ({ line }) => line)) {
    const element = lines[number]?.element;
    const children = element && editedTexts(element, some);
    if (!children) return undefined;
    changed.set(element, children);
  }
  return toArticleContent(document.map((element) => withTexts(element, changed) as TopElement));
}

function editedTexts({ children }: LineElement, edits: readonly TextEdit[]): EditorText[] | undefined {
  const result: EditorText[] = [];
  let place = 0;
  for (const { start, end, text } of edits.toSorted((left, right) => left.start - right.start)) {
    const replaced = sliceTexts(children, start, end);
    const [first] = replaced;
    const length = replaced.reduce((sum, one) => sum + one.text.length, 0);
    if (start < place || !first || length !== end - start) return undefined;
    result.push(...sliceTexts(children, place, start));
    if (text !== '') result.push({ ...first, text });
    place = end;
  }
  result.push(...sliceTexts(children, place));
  return texts(result);
}

function sliceTexts(children: readonly EditorText[], from: number, to = Number.POSITIVE_INFINITY): EditorText[] {
  let start = 0;
  return children.flatMap((child) => {
    const text = child.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    start += child.text.length;
    return text === '' ? [] : [{ ...child, text }];
  });
}

/** An element that nothing was changed in is the very same. */
function withTexts(element: EditorElement, changed: ReadonlyMap<EditorElement, EditorText[]>): EditorElement {
  const children = changed.get(element);
  if (children) return { ...element, children } as EditorElement;
  if (element.role !== 'list' && element.role !== 'table' && element.role !== 'row') return element;
  const inner = element.children.map((child) => withTexts(child, changed));
  return inner.every((child, index) => child === element.children[index])
    ? element
    : ({ ...element, children: inner } as EditorElement);
}
