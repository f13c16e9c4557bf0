import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { highlight, type TextPart } from '#shared/search/highlight.ts';
import { issueNumberText, issuePassages, peopleOf } from '#shared/search/issuePassages.ts';
import { matchExpression, type SearchFilters } from '#shared/search/matchExpression.ts';
import { passageTokens } from '#shared/search/passageTokens.ts';
import { parseQuery, type QueryNote, queryTerms } from '#shared/search/searchQuery.ts';
import { snippet } from '#shared/search/snippet.ts';
import type { ReadableDatabase, WritableDatabase } from '../database.ts';
import { addReuseSource } from './addReuseSource.ts';
import { rebuildDraftSearch } from './searchDrafts.ts';
import { rebuildReuse } from './searchReuse.ts';
import { matchingRows, type RankedRow, type SearchPage, snippetLength } from './searchRows.ts';

export type SearchQuery = SearchPage & {
  readonly text: string;
  readonly filters?: SearchFilters | undefined;
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
export type SearchResult = {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly hasMore: boolean;
  /** What of the query could not be read as it was meant. */
  readonly notes: readonly QueryNote[];
};

type PassageRow = Omit<SearchHit, 'isVoid' | 'titleParts' | 'snippet'> & {
  readonly text: string;
  /** A back issue has none. */
  readonly state: string | null;
};

/** Adds a released issue to the search, inside the transaction of its release. Throws on an issue without number or date. */
export function indexIssue(
  database: WritableDatabase,
  issue: { readonly issueId: string; readonly document: IssueDocument },
): void {
  const nextId = database.prepare('SELECT coalesce(max(id), 0) + 1 FROM search_passages WHERE id > 0').pluck();
  addPassages(database, { issueId: issue.issueId, backIssueId: null }, issue.document, () => nextId.get() as number);
}

/** 以往刊期 are numbered by their days, far below 0, with room for so many passages a day. */
const passagesOfDay = 10_000;
const beyondAllDays = 10_000_000;
const dayMs = 86_400_000;

/** Adds a back issue to the search, inside the transaction in which it is kept: it stands where its day belongs. */
export function indexBackIssue(
  database: WritableDatabase,
  issue: { readonly issueId: string; readonly document: IssueDocument },
): void {
  const first = (Date.parse(issue.document.date ?? '') / dayMs - beyondAllDays) * passagesOfDay;
  const nextId = database
    .prepare('SELECT coalesce(max(id) + 1, @first) FROM search_passages WHERE id >= @first AND id < @first + @room')
    .pluck();
  addPassages(
    database,
    { issueId: null, backIssueId: issue.issueId },
    issue.document,
    () => nextId.get({ first, room: passagesOfDay }) as number,
  );
}

function addPassages(
  database: WritableDatabase,
  owner: { readonly issueId: string | null; readonly backIssueId: string | null },
  document: IssueDocument,
  nextId: () => number,
): void {
  if (!database.inTransaction) throw new Error('an issue is indexed in the transaction of its release');
  const { column = '', number, date, publication, marking } = document;
  if (!number || !date) throw new Error('an issue without number or date is not signed');
  const numberText = issueNumberText(number);
  const addPassage = database.prepare(
    `INSERT INTO search_passages (id, issue_id, back_issue_id, place, article_id, title, unit, column_name, number_text,
       issued_on, text, publication, people, marking)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addTokens = tokenAdder(database);
  // Last article first: read backwards, newest first, the articles of one issue then stand in their own order.
  for (const { place, articleId, title, unit, text } of issuePassages(document).toReversed()) {
    const id = nextId();
    const row: PassageTexts = {
      title,
      unit,
      column,
      number: numberText,
      date,
      text,
      publication: publication.name,
      person: peopleOf(document, articleId).join('\n'),
      marking: marking.join('\n'),
    };
    addPassage.run(
      id,
      owner.issueId,
      owner.backIssueId,
      place,
      articleId,
      title,
      unit,
      column,
      numberText,
      date,
      text,
      row.publication,
      row.person,
      row.marking,
    );
    addTokens(id, row);
    addReuseSource(database, { kind: 'passage', passageId: id }, text);
  }
}

type PassageTexts = Parameters<typeof passageTokens>[0];

function tokenAdder(database: WritableDatabase): (id: number, row: PassageTexts) => void {
  const insert = database.prepare('INSERT INTO search_index (rowid, bigrams, characters, fields) VALUES (?, ?, ?, ?)');
  return (id, row) => {
    const { bigrams, characters, fields } = passageTokens(row);
    insert.run(id, bigrams, characters, fields);
  };
}

/**
 * Makes all that searching needs anew from passages, manuscripts and articles. Does nothing in a base without a search, nor in one from before
 * fields were asked about: what brings that up to date makes them.
 */
export function rebuildSearch(database: WritableDatabase): void {
  if (!database.prepare("SELECT 1 FROM pragma_table_info('search_index') WHERE name = 'fields'").get()) return;
  database.exec("INSERT INTO search_index (search_index) VALUES ('delete-all')");
  const addTokens = tokenAdder(database);
  const numbers = database.prepare('SELECT id FROM search_passages ORDER BY id').pluck().all() as readonly number[];
  const read = database.prepare(
    `SELECT title, unit, column_name AS "column", number_text AS number, issued_on AS date, text, publication,
       people AS person, marking FROM search_passages WHERE id = ?`,
  );
  for (const id of numbers) addTokens(id, read.get(id) as PassageTexts);
  rebuildReuse(database);
  rebuildDraftSearch(database);
}

/** Searches all signed issues and 以往刊期. Any text is a lawful query; one without words finds nothing. */
export function searchIssues(database: ReadableDatabase, query: SearchQuery): SearchResult {
  const { node, notes } = parseQuery(query.text);
  if (!node) return { hits: [], total: 0, hasMore: false, notes };
  const expression = matchExpression(node, query.filters);
  const title = database.prepare('SELECT title FROM search_passages WHERE id = ?').pluck();
  const { ids, ...counts } = matchingRows({
    ...query,
    terms: queryTerms(query.text),
    titleOf: (id) => title.get(id) as string,
    newest: (limit, offset) =>
      database
        .prepare('SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?')
        .pluck()
        .all(expression, limit, offset) as readonly number[],
    ranked: (limit) =>
      database
        .prepare(
          `SELECT rowid AS id, bm25(search_index) AS rank FROM search_index
           WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?`,
        )
        .all(expression, limit) as readonly RankedRow[],
  });
  return { hits: readHits(database, ids, query.text), ...counts, notes };
}

function readHits(database: ReadableDatabase, ids: readonly number[], query: string): readonly SearchHit[] {
  const read = database.prepare(
    `SELECT coalesce(issue_id, back_issue_id) AS issueId, article_id AS articleId, title, unit,
       number_text AS numberText, issued_on AS issuedOn, text, state
     FROM search_passages LEFT JOIN issues ON issues.id = issue_id WHERE search_passages.id = ?`,
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
