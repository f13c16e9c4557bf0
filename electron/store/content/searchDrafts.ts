import type { ArticleContent } from '#shared/issue/article.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { highlight, type TextPart } from '#shared/search/highlight.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { matchExpression } from '#shared/search/matchExpression.ts';
import { passageTokens } from '#shared/search/passageTokens.ts';
import { parseQuery, type QueryNote, queryTerms } from '#shared/search/searchQuery.ts';
import { snippet } from '#shared/search/snippet.ts';
import type { ReadableDatabase, WritableDatabase } from '../database.ts';
import { countRows, matchingRows, type SearchPage, snippetLength } from './searchRows.ts';

export const draftKinds = ['manuscript', 'article'] as const;
export type DraftKind = (typeof draftKinds)[number];

export type DraftHit = {
  readonly kind: DraftKind;
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** When it arrived, 'YYYY-MM-DD', or was saved last, ISO 8601. */
  readonly at: string;
  readonly titleParts: readonly TextPart[];
  readonly snippet: readonly TextPart[];
};

export type DraftResult = {
  readonly hits: readonly DraftHit[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly notes: readonly QueryNote[];
};

/** Makes a manuscript found by its words, in the transaction in which it is received or described. */
export function indexManuscript(database: WritableDatabase, id: string): void {
  const row = database.prepare('SELECT content, author, arrived_on AS date FROM manuscripts WHERE id = ?').get(id);
  const { content, author, date } = row as { content: string; author: string; date: string };
  const article = JSON.parse(content) as ArticleContent;
  replaceTokens(database, 'manuscript', id, draftTokens('manuscript', article, date, [author]));
}

/** Makes an article found by the words of its newest version, in the transaction of its save. */
export function indexArticle(database: WritableDatabase, id: string, content: ArticleContent, savedAt: string): void {
  replaceTokens(database, 'article', id, draftTokens('article', content, savedAt.slice(0, 10), []));
}

function draftTokens(kind: DraftKind, content: ArticleContent, date: string, people: readonly string[]) {
  const { fields, ...tokens } = passageTokens({
    title: titleInOneLine(content.title),
    unit: content.source?.unit ?? '',
    column: '',
    publication: '',
    number: '',
    person: [content.byline, ...people].filter(Boolean).join('\n'),
    marking: '',
    date,
    text: articleText(content),
  });
  return { ...tokens, fields: `${fields} ${kindToken(kind)}` };
}

/** No field and no day has this mark. */
function kindToken(kind: DraftKind): string {
  return `k‹${kind}`;
}

/** The newest stand last, so that read backwards they come first. */
function replaceTokens(
  database: WritableDatabase,
  kind: DraftKind,
  id: string,
  { bigrams, characters, fields }: ReturnType<typeof passageTokens>,
): void {
  if (!database.inTransaction) throw new Error('a text is indexed in the transaction of its save');
  const column = `${kind}_id`;
  database.prepare(`DELETE FROM search_drafts WHERE ${column} = ?`).run(id);
  const number = database
    .prepare(
      `INSERT INTO search_drafts (id, ${column})
       SELECT coalesce(max(id), 0) + 1, ? FROM search_drafts RETURNING id`,
    )
    .pluck()
    .get(id);
  database
    .prepare('INSERT INTO search_index_drafts (rowid, bigrams, characters, fields) VALUES (?, ?, ?, ?)')
    .run(number, bigrams, characters, fields);
}

/** Makes the tokens of every manuscript and article anew; does nothing in a base that has no such search. */
export function rebuildDraftSearch(database: WritableDatabase): void {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search_index_drafts'").get()) return;
  database.exec(
    "DELETE FROM search_drafts; INSERT INTO search_index_drafts (search_index_drafts) VALUES ('delete-all')",
  );
  const ids = (sql: string) => database.prepare(sql).pluck().all() as readonly string[];
  for (const id of ids('SELECT id FROM manuscripts ORDER BY received_at, rowid')) indexManuscript(database, id);
  const read = database.prepare(
    `SELECT content, saved_at AS savedAt FROM article_versions
     JOIN articles ON articles.id = article_id AND articles.version = article_versions.version WHERE articles.id = ?`,
  );
  const articles = ids(
    `SELECT articles.id FROM articles
     JOIN article_versions ON article_id = articles.id AND article_versions.version = articles.version
     ORDER BY saved_at, articles.rowid`,
  );
  for (const id of articles) {
    const { content, savedAt } = read.get(id) as { content: string; savedAt: string };
    indexArticle(database, id, JSON.parse(content) as ArticleContent, savedAt);
  }
}

/** Searches manuscripts and articles, of one kind or of both. */
export function searchDrafts(
  database: ReadableDatabase,
  query: SearchPage & { readonly text: string; readonly kind?: DraftKind | undefined },
): DraftResult {
  const { node, notes } = parseQuery(query.text);
  if (!node) return { hits: [], total: 0, hasMore: false, notes };
  const asked = matchExpression(node);
  const expression = query.kind === undefined ? asked : `(${asked}) AND fields : "${kindToken(query.kind)}"`;
  const ids = matchingRows(database, 'search_index_drafts', {
    ...query,
    expression,
    terms: queryTerms(query.text),
    titleOf: (id) => readDraft(database, id).title,
  });
  return {
    hits: ids.map((id) => {
      const { text, ...hit } = readDraft(database, id);
      return {
        ...hit,
        titleParts: highlight(hit.title, query.text),
        snippet: snippet(text, query.text, snippetLength),
      };
    }),
    ...countRows(database, 'search_index_drafts', expression),
    notes,
  };
}

/** The ids of what a search over one kind finds, the newest first; no more than so many. */
export function draftIds(
  database: ReadableDatabase,
  query: { readonly text: string; readonly kind: DraftKind; readonly limit: number },
): readonly string[] {
  const { node } = parseQuery(query.text);
  if (!node) return [];
  return database
    .prepare(
      `SELECT ${query.kind}_id FROM (SELECT rowid AS hit FROM search_index_drafts WHERE search_index_drafts MATCH ?
         ORDER BY rowid DESC LIMIT ?) CROSS JOIN search_drafts ON id = hit`,
    )
    .pluck()
    .all(`(${matchExpression(node)}) AND fields : "${kindToken(query.kind)}"`, query.limit) as readonly string[];
}

function readDraft(database: ReadableDatabase, number: number) {
  const row = database
    .prepare(
      `SELECT search_drafts.manuscript_id AS manuscriptId, search_drafts.article_id AS articleId,
         coalesce(manuscripts.content, article_versions.content) AS content, coalesce(arrived_on, saved_at) AS at
       FROM search_drafts LEFT JOIN manuscripts ON manuscripts.id = search_drafts.manuscript_id
         LEFT JOIN articles ON articles.id = search_drafts.article_id
         LEFT JOIN article_versions
           ON article_versions.article_id = articles.id AND article_versions.version = articles.version
       WHERE search_drafts.id = ?`,
    )
    .get(number) as { manuscriptId: string | null; articleId: string | null; content: string; at: string };
  const content = JSON.parse(row.content) as ArticleContent;
  return {
    kind: row.manuscriptId === null ? ('article' as const) : ('manuscript' as const),
    id: row.manuscriptId ?? row.articleId ?? '',
    title: titleInOneLine(content.title),
    unit: content.source?.unit ?? '',
    at: row.at,
    text: articleText(content),
  };
}
