import { foldText } from '#shared/search/foldText.ts';
import type { ReadableDatabase } from '../database.ts';

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

/** How many rows `SELECT 1` of this has; `total` counts no further than `countedHits`. */
export function countRows(database: ReadableDatabase, from: string, parameters: readonly string[]) {
  const counted = database
    .prepare(`SELECT count(*) FROM (SELECT 1 ${from} LIMIT ?)`)
    .pluck()
    .get(...parameters, countedHits + 1) as number;
  return { total: Math.min(counted, countedHits), hasMore: counted > countedHits };
}

/** The numbers of rows grow with time; the lower the rank, the better. */
export type RankedRow = { readonly id: number; readonly rank: number };

/** The numbers of one page of rows; `titleOf` is asked only where rows are ranked, `ranked` for the newest rows and their ranks. */
export function matchingRows(
  search: SearchPage & {
    readonly terms: readonly string[];
    readonly titleOf: (row: number) => string;
    readonly newest: (limit: number, offset: number) => readonly number[];
    readonly ranked: (limit: number) => readonly RankedRow[];
  },
): readonly number[] {
  const { terms, order, limit, offset, titleOf, newest, ranked } = search;
  if (order === 'newest' || terms.length === 0) return newest(limit, offset);
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
  if (best.length === limit || candidates.length < rankedHits) return best;
  return [...best, ...newest(limit - best.length, Math.max(offset, rankedHits))];
}
