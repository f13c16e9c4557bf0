import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Editor, type Node, Path, Point, Transforms } from 'slate';
import { ReactEditor, useSlate } from 'slate-react';
import { elementText } from '#shared/document/editorDocument.ts';
import { createFinder, type FindOptions, type Match } from '#shared/document/findText.ts';
import { useQuiet } from '../app/useQuiet.ts';
import { useIsDrawn, whenDrawn } from './drawing.ts';
import { findMatches, matchesInSight, type PlacedMatch, rangeOf, replaceMatches, unknownLines } from './matches.ts';
import { searchTexts } from './searchTexts.ts';
import { sightOf } from './sight.ts';
import { useSimplify } from './useSimplify.ts';

/** A pause in typing after which the places are looked up anew; until then those that are shown move with the text. */
const pause_ms = 120;

export interface Find {
  readonly count: number;
  /** The match one is on, from 0; undefined where there is none. */
  readonly current: number | undefined;
  /** The pattern cannot be read. */
  readonly isWrong: boolean;
  /** Looking took longer than anybody waits, and was stopped. */
  readonly isTooLong: boolean;
  /** Not every line has been looked through: nothing can be replaced yet. */
  readonly isUnderWay: boolean;
  readonly go: (step: 1 | -1) => void;
  readonly replaceOne: (replacement: string) => void;
  /** How many places it was. */
  readonly replaceAll: (replacement: string) => number;
}

function isSame(one: PlacedMatch, other: PlacedMatch): boolean {
  return Path.equals(one.path, other.path) && one.start === other.start && one.end === other.end;
}

/** Looks for a query in the text as it is written, and shows every place of it without touching the document. */
export function useFind(query: string, options: FindOptions): Find {
  const editor = useSlate();
  const { isPattern, isWidthFree, isScriptFree } = options;
  const simplify = useSimplify(isScriptFree);
  const finder = useMemo(
    () => createFinder(query, { isPattern, isWidthFree, isScriptFree }, simplify),
    [query, isPattern, isWidthFree, isScriptFree, simplify],
  );
  // A pattern may take any time, so it is tried beside the window.
  const findHere = isPattern ? undefined : finder;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what one finder has found is nothing to another
  const known = useMemo(() => new WeakMap<Node, readonly Match[]>(), [finder]);
  // Typing goes before looking for what was typed.
  const children = useDeferredValue(useQuiet(editor.children, pause_ms));
  const [searched, setSearched] = useState<{ readonly of: typeof finder; readonly isTooLong: boolean }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text that is searched is the editor's, seen by its children
  useEffect(() => {
    if (!isPattern || !finder) return;
    const lines = unknownLines(editor, known);
    if (lines.length === 0) return;
    const stop = new AbortController();
    const search = { texts: lines.map(elementText), query, options: { isPattern, isWidthFree, isScriptFree } };
    searchTexts(search, stop.signal).then((outcome) => {
      if (outcome.kind === 'stopped') return;
      if (outcome.kind === 'found') {
        for (const [index, line] of lines.entries()) known.set(line, outcome.matches[index] ?? []);
      }
      setSearched({ of: finder, isTooLong: outcome.kind === 'tooLong' });
    });
    return () => stop.abort();
  }, [editor, children, finder, known]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is the same, its children and what is known are not
  const matches = useMemo(
    () => (finder ? findMatches(editor, findHere, known) : []),
    [editor, children, finder, findHere, known, searched],
  );
  // The place one is on belongs to what was looked for.
  const [place, setPlace] = useState<{ readonly of: typeof finder; readonly index: number }>();
  const at = place && place.of === finder && place.index < matches.length ? place.index : undefined;
  const setCurrent = (index: number | undefined) => setPlace(index === undefined ? undefined : { of: finder, index });

  const isDrawn = useIsDrawn(editor);
  const sight = sightOf(editor);
  const inSight = useSyncExternalStore(sight.subscribe, sight.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are shown where other lines have come in sight
  useEffect(() => {
    if (!isDrawn || ReactEditor.isComposing(editor)) return;
    const shown = (some: readonly PlacedMatch[]) =>
      some.flatMap((match) => {
        const range = rangeOf(editor, match);
        return range ? [ReactEditor.toDOMRange(editor, range)] : [];
      });
    const one = at === undefined ? undefined : matches[at];
    try {
      CSS.highlights.set('find', new Highlight(...shown(matchesInSight(editor, matches))));
      CSS.highlights.set('find-current', new Highlight(...shown(one ? [one] : [])));
    } catch {
      // A line that is not drawn yet has no place on the page; the next look has it.
    }
    return () => {
      CSS.highlights.delete('find');
      CSS.highlights.delete('find-current');
    };
  }, [editor, matches, at, isDrawn, inSight]);

  /** The matches of the text as it stands at this moment; those that are shown may be a key behind. */
  const current = () => (finder ? findMatches(editor, findHere, known) : []);
  const show = (index: number) => {
    const match = matches[index];
    const range = match && rangeOf(editor, match);
    setCurrent(index);
    if (!range) return;
    whenDrawn(editor, () => {
      Transforms.select(editor, range);
      const element = ReactEditor.toDOMRange(editor, range).startContainer.parentElement;
      element?.scrollIntoView({ block: 'center' });
    });
  };
  /** The first match behind the caret, or before it. */
  const fromCaret = (step: 1 | -1): number => {
    const caret = editor.selection ? Editor.start(editor, editor.selection) : Editor.start(editor, []);
    const isBehind = (match: PlacedMatch) => {
      const point = rangeOf(editor, match)?.anchor;
      return point !== undefined && !Point.isBefore(point, caret);
    };
    const index = matches.findIndex(isBehind);
    if (step > 0) return index < 0 ? 0 : index;
    return ((index < 0 ? 0 : index) - 1 + matches.length) % matches.length;
  };
  const next = (step: 1 | -1) => (at === undefined ? fromCaret(step) : (at + step + matches.length) % matches.length);
  // The one behind a replaced match is known once the text has been looked through again.
  const goesOn = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new matches are what it waits for
  useEffect(() => {
    if (!goesOn.current || (isPattern && unknownLines(editor, known).length > 0)) return;
    goesOn.current = false;
    if (matches.length > 0) show(fromCaret(1));
  }, [matches]);
  return {
    count: matches.length,
    current: at,
    isWrong: query !== '' && finder === undefined,
    isTooLong: searched?.of === finder && searched?.isTooLong === true,
    isUnderWay: isPattern && finder !== undefined && unknownLines(editor, known).length > 0,
    go: (step) => {
      if (matches.length > 0) show(next(step));
    },
    replaceOne: (replacement) => {
      const match = at === undefined ? undefined : matches[at];
      const isThere = match && current().some((one) => isSame(one, match));
      if (!match || !isThere) {
        if (matches.length > 0) show(next(1));
        return;
      }
      replaceMatches(editor, [match], replacement, options);
      if (editor.selection) Transforms.collapse(editor, { edge: 'end' });
      goesOn.current = true;
      setCurrent(undefined);
    },
    replaceAll: (replacement) => {
      const all = current();
      replaceMatches(editor, all, replacement, options);
      setCurrent(undefined);
      return all.length;
    },
  };
}
