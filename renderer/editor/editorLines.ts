import type { Descendant, Path } from 'slate';
import { type ArticleLine, isWords } from '#shared/document/articleLines.ts';
import { type EditorElement, elementText, type TopElement } from '#shared/document/editorDocument.ts';
import { blockOf, isBody } from '#shared/document/toArticleContent.ts';

/** A line where it stands in the editor. */
export interface EditorLine extends ArticleLine {
  readonly path: Path;
}

/** The editor makes new children with every change, and several look for their lines. */
const known = new WeakMap<readonly Descendant[], readonly EditorLine[]>();

/** The lines of the editor's document as `articleLines` counts them, with their places. */
export function editorLines(children: readonly Descendant[]): readonly EditorLine[] {
  const lines = known.get(children) ?? findLines(children);
  known.set(children, lines);
  return lines;
}

function findLines(children: readonly Descendant[]): readonly EditorLine[] {
  const lines: EditorLine[] = [];
  let part = 0;
  const add = (element: EditorElement, path: Path) => {
    if (element.role === 'list' || element.role === 'table' || element.role === 'row') {
      for (const [index, child] of element.children.entries()) add(child, [...path, index]);
      return;
    }
    const text = elementText(element);
    if (isWords(text)) lines.push({ part, text, path });
  };
  for (const [index, child] of (children as readonly TopElement[]).entries()) {
    if (child.role === 'source' || (isBody(child) && blockOf(child))) part += 1;
    add(child, [index]);
  }
  return lines;
}
