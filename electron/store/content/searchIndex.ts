import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { foldText } from '#shared/search/foldText.ts';
import { highlight, type TextPart } from '#shared/search/highlight.ts';
import { issueNumberText, issuePassages } from '#shared/search/issuePassages.ts';
import { matchExpression, queryTerms } from '#shared/search/searchQuery.ts';
import { snippet } from '#shared/search/snippet.ts';
import { tokensOf } from '#shared/search/tokens.ts';
import type { ReadableDatabase, WritableDatabase } from '../database.ts';

export type SearchQuery = {
  readonly text: string;
  readonly order: 'newest' | 'relevance';
  readonly limit: number;
  readonly offset: number;
};

export type SearchHit = {
  readonly issueId: string;
  /** Null where the words are the issue's own (编者按). */
  readonly articleId: string | null;
  readonly title: string;
  readonly unit: string;
  readonly numberText: string;
  /** 'YYYY-MM-DD' */
  readonly issuedOn: string;
  /** 作废: released once, void since. */
  readonly isVoid: boolean;
  readonly titleParts: readonly TextPart[];
  readonly snippet: readonly TextPart[];
};

/** `total` counts no further than `countedHits`; `hasMore` says that there are more than it. */
export type SearchResult = { readonly hits: readonly SearchHit[]; readonly total: number; readonly hasMore: boolean };

type PassageRow = Omit<SearchHit, 'isVoid' | 'titleParts' | 'snippet'> & {
  readonly text: string;
  readonly state: string;
};

/** Counting costs time for each hit, and nobody reads on after so many. */
export const countedHits = 1000;
/** Only the newest hits are ranked; older ones follow by date. */
export const rankedHits = 500;
/** What a title that holds all of the terms adds to a hit, as a multiple of its rank. */
const titleBoost = 2;
/** UTF-16 units: about three lines of a result. */
const snippetLength = 120;

/** Adds a released issue to the search, inside the transaction of its release. Throws on an issue without number or date. */
export function indexIssue(
  database: WritableDatabase,
  issue: { readonly issueId: string; readonly document: IssueDocument },
): void {
  if (!database.inTransaction) throw new Error('an issue is indexed in the transaction of its release');
  const { column = '', number, date } = issue.document;
  if (!number || !date) throw new Error('an issue without number or date is not signed');
  const numberText = issueNumberText(number);
  const nextId = database.prepare('SELECT coalesce(max(id), 0) + 1 FROM search_passages').pluck();
  const addPassage = database.prepare(
    `INSERT INTO search_passages (id, issue_id, place, article_id, title, unit, column_name, number_text, issued_on, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addTokens = database.prepare('INSERT INTO search_index (rowid, bigrams, characters) VALUES (?, ?, ?)');
  // Last article first: read backwards, newest first, the articles of one issue then stand in their own order.
  for (const { place, articleId, title, unit, text } of issuePassages(issue.document).toReversed()) {
    const id = nextId.get();
    addPassage.run(id, issue.issueId, place, articleId, title, unit, column, numberText, date, text);
    const { bigrams, characters } = passageTokens([title, unit, column, numberText, text]);
    addTokens.run(id, bigrams, characters);
  }
}

function passageTokens(parts: readonly string[]): ReturnType<typeof tokensOf> {
  return tokensOf(foldText(parts.join('\n')).text);
}

/** Makes the tokens of a base anew from its passages; does nothing in a base without a search. */
export function rebuildSearch(database: WritableDatabase): void {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search_index'").get()) return;
  database.exec("INSERT INTO search_index (search_index) VALUES ('delete-all')");
  const addTokens = database.prepare('INSERT INTO search_index (rowid, bigrams, characters) VALUES (?, ?, ?)');
  const passages = database
    .prepare('SELECT id, title, unit, column_name, number_text, text FROM search_passages')
    .raw();
  for (const [id, ...parts] of passages.all() as readonly [number, ...string[]][]) {
    const { bigrams, characters } = passageTokens(parts);
    addTokens.run(id, bigrams, characters);
  }
}

/** Searches all signed issues. Any text is a lawful query; one without words finds nothing. */
export function searchIssues(database: ReadableDatabase, query: SearchQuery): SearchResult {
  const terms = queryTerms(query.text);
  if (terms.length === 0) return { hits: [], total: 0, hasMore: false };
  const expression = matchExpression(terms);
  const ids =
    query.order === 'newest' ? newest(database, expression, query) : ranked(database, expression, terms, query);
  const counted = database
    .prepare('SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)')
    .pluck()
    .get(expression, countedHits + 1) as number;
  return {
    hits: readHits(database, ids, query.text),
    total: Math.min(counted, countedHits),
    hasMore: counted > countedHits,
  };
}

type Page = { readonly limit: number; readonly offset: number };

function newest(database: ReadableDatabase, expression: string, { limit, offset }: Page): readonly number[] {
  return database
    .prepare('SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?')
    .pluck()
    .all(expression, limit, offset) as number[];
}

function ranked(
  database: ReadableDatabase,
  expression: string,
  terms: readonly string[],
  { limit, offset }: Page,
): readonly number[] {
  const candidates = database
    .prepare(
      `SELECT id, title, rank FROM
         (SELECT rowid AS hit, bm25(search_index) AS rank FROM search_index WHERE search_index MATCH ?
          ORDER BY rowid DESC LIMIT ?)
       JOIN search_passages ON id = hit`,
    )
    .all(expression, rankedHits) as { id: number; title: string; rank: number }[];
  const best = candidates
    .map(({ id, title, rank }) => {
      const folded = foldText(title).text;
      const share = terms.filter((term) => folded.includes(term)).length / terms.length;
      return { id, rank: rank * (1 + titleBoost * share) }; // bm25 is negative: the lower, the better.
    })
    .sort((one, other) => one.rank - other.rank || other.id - one.id)
    .slice(offset, offset + limit)
    .map(({ id }) => id);
  if (best.length === limit || candidates.length < rankedHits) return best;
  return [
    ...best,
    ...newest(database, expression, { limit: limit - best.length, offset: Math.max(offset, rankedHits) }),
  ];
}

function readHits(database: ReadableDatabase, ids: readonly number[], query: string): readonly SearchHit[] {
  const read = database.prepare(
    `SELECT issue_id AS issueId, article_id AS articleId, title, unit, number_text AS numberText, issued_on AS issuedOn,
       text, state
     FROM search_passages JOIN issues ON issues.id = issue_id WHERE search_passages.id = ?`,
  );
  return ids.map((id) => {
    const { text, state, ...hit } = read.get(id) as PassageRow;
    return {
      ...hit,
      isVoid: state === 'void',
      titleParts: highlight(hit.title, query),
      snippet: snippet(text, query, snippetLength),
    };
  });
}
