import { Editor, Element, type Node, type Path, type Range, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import { type EditorElement, elementText } from '#shared/document/editorDocument.ts';
import { type Finder, type FindOptions, type Match, replacementOf } from '#shared/document/findText.ts';
import { pointInLine } from './pointInLine.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** A match where it stands in the editor: within one line, never across two. */
export interface PlacedMatch extends Match {
  readonly path: Path;
}

/** Every match of the text in reading order. Lines that have not changed are not looked through again by the same finder. */
export function findMatches(
  editor: ArticleSlate,
  find: Finder,
  known: WeakMap<Node, readonly Match[]>,
): readonly PlacedMatch[] {
  const placed: PlacedMatch[] = [];
  const look = (element: EditorElement, path: Path) => {
    if (element.role === 'list' || element.role === 'table' || element.role === 'row') {
      for (const [index, child] of element.children.entries()) look(child, [...path, index]);
      return;
    }
    let matches = known.get(element);
    if (!matches) {
      matches = find(elementText(element));
      known.set(element, matches);
    }
    for (const match of matches) placed.push({ ...match, path });
  };
  for (const [index, child] of editor.children.entries()) if (Element.isElement(child)) look(child, [index]);
  return placed;
}

/** The place of a match; undefined where the line is no more. */
export function rangeOf(editor: ArticleSlate, { path, start, end }: PlacedMatch): Range | undefined {
  if (!Editor.hasPath(editor, path)) return undefined;
  const [line] = Editor.node(editor, path);
  if (!Element.isElement(line) || elementText(line).length < end) return undefined;
  return { anchor: pointInLine(line, path, start, 'start'), focus: pointInLine(line, path, end, 'end') };
}

/** Writes the replacement in the place of each match, in one step of undo; marks are those of the match's beginning. */
export function replaceMatches(
  editor: ArticleSlate,
  matches: readonly PlacedMatch[],
  replacement: string,
  options: FindOptions,
): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // From the end, so that the places before a match stay what they are.
      for (const match of matches.toReversed()) {
        const at = rangeOf(editor, match);
        if (!at) continue;
        const text = replacementOf(match, replacement, options).replace(/[\n\r\t\v\f]+/g, ' ');
        if (text === '') Transforms.delete(editor, { at });
        else Transforms.insertText(editor, text, { at });
      }
    });
  });
}
