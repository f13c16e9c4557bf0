import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { highlight, type TextPart } from '#shared/search/highlight.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { parseQuery, type QueryNote, queryTerms } from '#shared/search/searchQuery.ts';
import { snippet } from '#shared/search/snippet.ts';
import type { ReadableDatabase, WritableDatabase } from '../database.ts';
import { anyOf, draftCondition } from './draftCondition.ts';
import { type DraftKind, indexNoted, noteAllDrafts } from './indexDrafts.ts';
import { matchingRows, type RankedRow, type SearchPage, snippetLength } from './searchRows.ts';

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

/** Makes the index of every manuscript and article anew; does nothing in a base from before their texts were indexed in parts. */
export function rebuildDraftSearch(database: WritableDatabase): void {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search_draft_parts'").get()) return;
  noteAllDrafts(database);
  indexNoted(database);
}

/** Searches manuscripts and articles, of one kind or of both; what is noted is indexed before. */
export function searchDrafts(
  database: WritableDatabase,
  query: SearchPage & { readonly text: string; readonly kind?: DraftKind | undefined },
): DraftResult {
  const { node, notes } = parseQuery(query.text);
  if (!node) return { hits: [], total: 0, hasMore: false, notes };
  indexNoted(database);
  const { sql, parameters } = draftCondition(node, query.kind);
  const from = `FROM search_drafts WHERE ${sql}`;
  const { ids: places, ...counts } = matchingRows({
    ...query,
    terms: queryTerms(query.text),
    titleOf: (place) => readDraft(database, place).title,
    newest: (limit, offset) =>
      database
        .prepare(`SELECT place ${from} ORDER BY place DESC LIMIT ? OFFSET ?`)
        .pluck()
        .all(...parameters, limit, offset) as readonly number[],
    ranked: (limit) =>
      database
        .prepare(
          `WITH found AS MATERIALIZED (SELECT id, place ${from} ORDER BY place DESC LIMIT ?),
             parts AS MATERIALIZED (SELECT rowid AS part, bm25(search_index_drafts) AS rank FROM search_index_drafts
               WHERE search_index_drafts MATCH ?)
           SELECT place AS id, coalesce(min(rank), 0) AS rank FROM found
             LEFT JOIN (search_draft_parts JOIN parts ON part = search_draft_parts.id) ON draft_id = found.id
           GROUP BY found.id`,
        )
        .all(...parameters, limit, anyOf(node)) as readonly RankedRow[],
  });
  return {
    hits: places.map((place) => {
      const { text, ...hit } = readDraft(database, place);
      return {
        ...hit,
        titleParts: highlight(hit.title, query.text),
        snippet: snippet(text, query.text, snippetLength),
      };
    }),
    ...counts,
    notes,
  };
}

/** The ids of what a search over one kind finds, the newest first; no more than so many. What is noted is indexed before. */
export function draftIds(
  database: WritableDatabase,
  query: { readonly text: string; readonly kind: DraftKind; readonly limit: number },
): readonly string[] {
  const { node } = parseQuery(query.text);
  if (!node) return [];
  indexNoted(database);
  const { sql, parameters } = draftCondition(node, query.kind);
  return database
    .prepare(`SELECT ${query.kind}_id FROM search_drafts WHERE ${sql} ORDER BY place DESC LIMIT ?`)
    .pluck()
    .all(...parameters, query.limit) as readonly string[];
}

function readDraft(database: ReadableDatabase, place: number) {
  const row = database
    .prepare(
      `SELECT search_drafts.manuscript_id AS manuscriptId, search_drafts.article_id AS articleId,
         coalesce(manuscripts.content, article_versions.content) AS content, coalesce(arrived_on, saved_at) AS at
       FROM search_drafts LEFT JOIN manuscripts ON manuscripts.id = search_drafts.manuscript_id
         LEFT JOIN articles ON articles.id = search_drafts.article_id
         LEFT JOIN article_versions
           ON article_versions.article_id = articles.id AND article_versions.version = articles.version
       WHERE place = ?`,
    )
    .get(place) as { manuscriptId: string | null; articleId: string | null; content: string; at: string };
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
