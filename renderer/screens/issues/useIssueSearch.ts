import { useEffect, useMemo, useRef, useState } from 'react';
import { mostPlaces } from '#shared/document/findInTexts.ts';
import type { FindOptions, Match } from '#shared/document/findText.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { searchTexts } from '../../editor/searchTexts.ts';
import { type IssueLine, issueLines } from './issueFindPlaces.ts';

export type IssueSearchState = 'idle' | 'searching' | 'found' | 'wrong' | 'tooLong' | 'stopped';

export interface IssueSearch {
  readonly state: IssueSearchState;
  /** The lines that were looked through, and what was found in each; of the search before while a new one is under way. */
  readonly lines: readonly IssueLine[];
  readonly matches: readonly (readonly Match[])[];
  /** Only so many places are told, where there are more. */
  readonly cutAt: number | undefined;
  /** What was found is what is asked for now, in the document as it stands. */
  readonly isFresh: boolean;
  readonly stop: () => void;
}

interface Found {
  readonly of: unknown;
  readonly state: Exclude<IssueSearchState, 'idle' | 'searching'>;
  readonly lines: readonly IssueLine[];
  readonly matches: readonly (readonly Match[])[];
  readonly isCut: boolean;
}

/** A pause in typing. */
const pause_ms = 150;

/** Looks through the articles of an issue while the query is typed, beside the window. */
export function useIssueSearch(
  document: Pick<IssueDocument, 'articles'>,
  query: string,
  { isPattern, isWidthFree, isScriptFree }: FindOptions,
): IssueSearch {
  const lines = useMemo(() => issueLines(document), [document]);
  const search = useMemo(
    () => ({ texts: lines.map(({ text }) => text), query, options: { isPattern, isWidthFree, isScriptFree } }),
    [lines, query, isPattern, isWidthFree, isScriptFree],
  );
  const [found, setFound] = useState<Found>();
  const stop = useRef(() => {});
  useEffect(() => {
    if (search.query === '') return;
    const stopping = new AbortController();
    let isGone = false;
    stop.current = () => stopping.abort();
    const timer = setTimeout(async () => {
      const outcome = await searchTexts(search, stopping.signal);
      if (isGone) return;
      if (outcome.kind === 'found') {
        const { matches, isCut } = outcome;
        setFound({ of: search, state: 'found', lines, matches, isCut });
      } else setFound({ of: search, state: outcome.kind, lines: [], matches: [], isCut: false });
    }, pause_ms);
    return () => {
      isGone = true;
      clearTimeout(timer);
      stopping.abort();
    };
  }, [search, lines]);
  const isFresh = found?.of === search;
  return {
    state: query === '' ? 'idle' : isFresh ? found.state : 'searching',
    lines: query === '' ? [] : (found?.lines ?? []),
    matches: query === '' ? [] : (found?.matches ?? []),
    cutAt: found?.isCut ? mostPlaces : undefined,
    isFresh,
    stop: () => stop.current(),
  };
}
