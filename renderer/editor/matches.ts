import { Editor, Element, Node, type Path, type Range, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import type { DocumentLine } from '#shared/document/documentLines.ts';
import { elementText } from '#shared/document/editorDocument.ts';
import { type Finder, type FindOptions, type Match, replacementOf } from '#shared/document/findText.ts';
import { pointInLine } from './pointInLine.ts';
import { sightOf } from './sight.ts';
import type { ArticleSlate } from './slateTypes.ts';
import { textLines } from './textLines.ts';

/** A match where it stands in the editor: within one line, never across two. */
export interface PlacedMatch extends Match {
  readonly path: Path;
}

/**
 * Every match of the text in reading order. Lines that have not changed are not looked through again by the same finder;
 * without one only the lines that are known have matches.
 */
export function findMatches(
  editor: ArticleSlate,
  find: Finder | undefined,
  known: WeakMap<Node, readonly Match[]>,
): readonly PlacedMatch[] {
  return textLines(editor.children).flatMap(({ element, path }) => {
    let matches = known.get(element);
    if (!matches && find) {
      matches = find(elementText(element));
      known.set(element, matches);
    }
    return matches?.map((match) => ({ ...match, path: [...path] })) ?? [];
  });
}

/** The lines of the text that have not been looked through yet. */
export function unknownLines(
  editor: ArticleSlate,
  known: WeakMap<Node, readonly Match[]>,
): readonly DocumentLine['element'][] {
  return textLines(editor.children).flatMap(({ element }) => (known.has(element) ? [] : [element]));
}

/** Those of the matches that stand in sight or near it. */
export function matchesInSight(editor: ArticleSlate, matches: readonly PlacedMatch[]): readonly PlacedMatch[] {
  const inSight = new Set<Node>(sightOf(editor).lines());
  return matches.filter(({ path }) => Node.has(editor, path) && inSight.has(Node.get(editor, path)));
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
        const text = replacementOf(match, replacement, options);
        if (text === '') Transforms.delete(editor, { at });
        else Transforms.insertText(editor, text, { at });
      }
    });
  });
}
