import type { Descendant } from 'slate';
import { type DocumentLine, documentLines } from '#shared/document/documentLines.ts';
import type { EditorDocument } from '#shared/document/editorDocument.ts';

/** The editor makes new children with every change, and several look for their lines. */
const known = new WeakMap<readonly Descendant[], readonly DocumentLine[]>();

/** Every line of the editor's document, in reading order. */
export function textLines(children: readonly Descendant[]): readonly DocumentLine[] {
  const lines = known.get(children) ?? documentLines(children as EditorDocument);
  known.set(children, lines);
  return lines;
}
