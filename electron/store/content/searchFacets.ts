import { foldText } from '#shared/search/foldText.ts';
import { matchExpression } from '#shared/search/matchExpression.ts';
import { parseQuery } from '#shared/search/searchQuery.ts';
import type { ReadableDatabase } from '../database.ts';
import type { SearchQuery } from './searchIndex.ts';

/** What the hits of a search may be narrowed to. */
export const facetNames = ['year', 'unit', 'column', 'publication'] as const;
export type FacetName = (typeof facetNames)[number];

export type FacetValue = {
  readonly value: string;
  readonly count: number;
  /** There are more hits of it than were counted. */
  readonly hasMore: boolean;
};

export type Facets = { readonly [Name in FacetName]: readonly FacetValue[] };

/** So many hits of a value are counted. */
export const countedOfFacet = 1000;
/** So many hits of a search are looked at, the newest first. */
export const lookedAt = 10_000;
/** So many values are told, those with most hits. */
export const toldValues = 100;

/** How many hits each year, unit, column and publication has; years the latest first, others by their hits. */
export function searchFacets(
  database: ReadableDatabase,
  query: Pick<SearchQuery, 'text' | 'filters'>,
  newest = lookedAt,
): Facets {
  const { node } = parseQuery(query.text);
  if (!node) return { year: [], unit: [], column: [], publication: [] };
  const groups = groupsOf(database, matchExpression(node, query.filters), newest);
  const isCut = groups.reduce((sum, { hits }) => sum + hits, 0) === newest;
  const oldest = Math.min(...groups.map(({ oldest }) => oldest));
  const older = database.prepare(
    'SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 1',
  );
  const hasOlder = (name: FacetName, value: string) =>
    isCut && older.get(matchExpression(node, { ...query.filters, [name]: value }), oldest) !== undefined;
  const valuesOf = (name: FacetName) => valuesIn(groups, name, (value) => hasOlder(name, value));
  return {
    year: valuesOf('year').toSorted((one, other) => (one.value < other.value ? 1 : -1)),
    unit: valuesOf('unit'),
    column: valuesOf('column'),
    publication: valuesOf('publication'),
  };
}

type Group = { readonly [Name in FacetName]: string } & { readonly hits: number; readonly oldest: number };

function groupsOf(database: ReadableDatabase, expression: string, newest: number): readonly Group[] {
  return database
    .prepare(
      `SELECT substr(issued_on, 1, 4) AS year, unit, column_name AS "column", publication, count(*) AS hits,
         min(hit) AS oldest
       FROM (SELECT rowid AS hit FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?)
         CROSS JOIN search_passages INDEXED BY search_passage_facets ON search_passages.id = hit
       GROUP BY year, unit, column_name, publication`,
    )
    .all(expression, newest) as readonly Group[];
}

function valuesIn(
  groups: readonly Group[],
  name: FacetName,
  hasOlder: (value: string) => boolean,
): readonly FacetValue[] {
  // Narrowing compares what is folded, so that is what is counted as one.
  const counts = new Map<string, { value: string; hits: number }>();
  for (const { [name]: value, hits } of groups) {
    if (value === '') continue;
    const folded = foldText(value).text.trim();
    const entry = counts.get(folded) ?? { value, hits: 0 };
    entry.hits += hits;
    counts.set(folded, entry);
  }
  return [...counts.values()]
    .sort((one, other) => other.hits - one.hits || (one.value < other.value ? -1 : 1))
    .slice(0, toldValues)
    .map(({ value, hits }) => ({
      value,
      count: Math.min(hits, countedOfFacet),
      hasMore: hits > countedOfFacet || hasOlder(value),
    }));
}
