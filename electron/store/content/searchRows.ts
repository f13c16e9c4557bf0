import { foldText } from '#shared/search/foldText.ts';
import type { ReadableDatabase } from '../database.ts';

/** The full-text tables: signed issues, and what came in or is being written. */
export type SearchTable = 'search_index' | 'search_index_drafts';

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

/** How many rows match; `total` counts no further than `countedHits`. */
export function countRows(database: ReadableDatabase, table: SearchTable, expression: string) {
  const counted = database
    .prepare(`SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ? LIMIT ?)`)
    .pluck()
    .get(expression, countedHits + 1) as number;
  return { total: Math.min(counted, countedHits), hasMore: counted > countedHits };
}

/** The numbers of one page of rows; `titleOf` is asked only where rows are ranked. */
export function matchingRows(
  database: ReadableDatabase,
  table: SearchTable,
  search: SearchPage & {
    readonly expression: string;
    readonly terms: readonly string[];
    readonly titleOf: (row: number) => string;
  },
): readonly number[] {
  const { expression, terms, order, limit, offset, titleOf } = search;
  if (order === 'newest' || terms.length === 0) return newest(database, table, expression, { limit, offset });
  const candidates = database
    .prepare(
      `SELECT rowid AS id, bm25(${table}) AS rank FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`,
    )
    .all(expression, rankedHits) as { id: number; rank: number }[];
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
  const older = { limit: limit - best.length, offset: Math.max(offset, rankedHits) };
  return [...best, ...newest(database, table, expression, older)];
}

function newest(
  database: ReadableDatabase,
  table: SearchTable,
  expression: string,
  { limit, offset }: Omit<SearchPage, 'order'>,
): readonly number[] {
  return database
    .prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?`)
    .pluck()
    .all(expression, limit, offset) as number[];
}
