import { foldText } from '#shared/search/foldText.ts';

export type SearchPage = {
  readonly order: 'newest' | 'relevance';
  readonly limit: number;
  readonly offset: number;
};

/** UTF-16 units: about three lines of a result. */
export const snippetLength = 120;
/** Counting costs time for each hit, and nobody reads on after so many. */
export const countedHits = 1000;
/** Only the newest hits are ranked; older ones follow by date. */
export const rankedHits = 500;
/** What a title that holds all of the terms adds to a hit, as a multiple of its rank. */
const titleBoost = 2;

/** The numbers of rows grow with time; the lower the rank, the better. */
export type RankedRow = { readonly id: number; readonly rank: number };

/** One page of rows by their numbers, and how many there are; `total` counts no further than `countedHits`. */
export type FoundRows = { readonly ids: readonly number[]; readonly total: number; readonly hasMore: boolean };

/** `titleOf` is asked only where rows are ranked, `ranked` for the newest rows and their ranks. */
export function matchingRows(
  search: SearchPage & {
    readonly terms: readonly string[];
    readonly titleOf: (row: number) => string;
    readonly newest: (limit: number, offset: number) => readonly number[];
    readonly ranked: (limit: number) => readonly RankedRow[];
  },
): FoundRows {
  const { terms, order, limit, offset, titleOf, newest, ranked } = search;
  // Read once for the page and for the count: of words that seldom stand beside each other each reading goes to the end.
  const counted = newest(countedHits + 1, 0);
  const hasMore = counted.length > countedHits;
  const counts = { total: Math.min(counted.length, countedHits), hasMore };
  const page = (most: number, from: number) =>
    hasMore && from + most > counted.length ? newest(most, from) : counted.slice(from, from + most);
  if (order === 'newest' || terms.length === 0) return { ids: page(limit, offset), ...counts };
  const candidates = ranked(rankedHits);
  const best = candidates
    .map(({ id, rank }) => {
      const folded = foldText(titleOf(id)).text;
      const share = terms.filter((term) => folded.includes(term)).length / terms.length;
      return { id, rank: rank * (1 + titleBoost * share) }; // bm25 is negative: the lower, the better.
    })
    .sort((one, other) => one.rank - other.rank || other.id - one.id)
    .slice(offset, offset + limit)
    .map(({ id }) => id);
  if (best.length === limit || candidates.length < rankedHits) return { ids: best, ...counts };
  return { ids: [...best, ...page(limit - best.length, Math.max(offset, rankedHits))], ...counts };
}
