import type { EditorDocument, EditorElement, EditorText } from './editorDocument.ts';

/** An element that holds text: a line of the head, a paragraph, an item, a cell, a caption, the source. */
export type LineElement = Extract<EditorElement, { readonly children: EditorText[] }>;

export interface DocumentLine {
  readonly element: LineElement;
  /** Where it stands: the numbers of the elements it is in, from the outside, and its own. */
  readonly path: readonly number[];
}

/** Every line of an article's document, in reading order. */
export function documentLines(document: EditorDocument): readonly DocumentLine[] {
  const lines: DocumentLine[] = [];
  const add = (element: EditorElement, path: readonly number[]) => {
    if (element.role === 'list' || element.role === 'table' || element.role === 'row') {
      for (const [index, child] of element.children.entries()) add(child, [...path, index]);
    } else lines.push({ element, path });
  };
  for (const [index, element] of document.entries()) add(element, [index]);
  return lines;
}
