import type { Path, Point } from 'slate';
import { type EditorElement, elementText } from '#shared/document/editorDocument.ts';

/**
 * Where a place of a line's text, in UTF-16 units, stands among the texts that the line is made of. Between two of them the
 * start of a range stands in the second, whose marks it has, and the end in the first.
 */
export function pointInLine(line: EditorElement, path: Path, offset: number, edge: 'start' | 'end'): Point {
  let left = offset;
  for (const [index, child] of line.children.entries()) {
    const length = 'text' in child ? child.text.length : elementText(child).length;
    const isLast = index === line.children.length - 1;
    if (left < length || (left === length && (edge === 'end' || isLast)))
      return { path: [...path, index], offset: left };
    left -= length;
  }
  return { path: [...path, 0], offset: 0 };
}
