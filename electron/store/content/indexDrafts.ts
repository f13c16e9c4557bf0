import { createHash } from 'node:crypto';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { foldText } from '#shared/search/foldText.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { fieldTokens, freeText } from '#shared/search/passageTokens.ts';
import { textParts } from '#shared/search/textParts.ts';
import { tokensOf } from '#shared/search/tokens.ts';
import type { ReadableDatabase, WritableDatabase } from '../database.ts';
import { addReuseSource } from './addReuseSource.ts';

export const draftKinds = ['manuscript', 'article'] as const;
export type DraftKind = (typeof draftKinds)[number];

/** So much of a text is indexed while its save waits; of more the save only notes that it is to be indexed. UTF-16 units. */
export const indexedAtOnce = 20_000;

type Draft = {
  readonly kind: DraftKind;
  readonly content: ArticleContent;
  /** 'YYYY-MM-DD' */
  readonly date: string;
  readonly people: readonly string[];
};

/** Makes a manuscript found by its words, or notes that it is to be, in the transaction in which it is received or described. */
export function indexManuscript(database: WritableDatabase, id: string): void {
  noteDraft(database, 'manuscript', id);
}

/** Makes an article found by the words of its newest version, or notes that it is to be, in the transaction of its save. */
export function indexArticle(database: WritableDatabase, id: string, content: ArticleContent, savedAt: string): void {
  noteDraft(database, 'article', id, { kind: 'article', content, date: savedAt.slice(0, 10), people: [] });
}

/** The last noted stand last, so that read backwards they come first. */
function noteDraft(database: WritableDatabase, kind: DraftKind, id: string, draft?: Draft): void {
  if (!database.inTransaction) throw new Error('a text is noted in the transaction of its save');
  const column = `${kind}_id`;
  const number = database
    .prepare(
      `INSERT INTO search_drafts (place, ${column}) SELECT coalesce(max(place), 0) + 1, ? FROM search_drafts WHERE true
       ON CONFLICT (${column}) DO UPDATE SET place = excluded.place, is_indexed = 0 RETURNING id`,
    )
    .pluck()
    .get(id) as number;
  const { missing } = partsOf(database, number, draft ?? readDraft(database, number));
  if (missing.reduce((sum, { text }) => sum + text.length, 0) > indexedAtOnce) return;
  for (const part of missing) addPart(database, number, kind, part);
  setIndexed(database, number);
}

type Part = { readonly digest: Buffer; readonly text: string; readonly fields: string };

/** Removes what of the index the text no longer holds, and tells what the index lacks. */
function partsOf(database: WritableDatabase, number: number, draft: Draft): { readonly missing: readonly Part[] } {
  const indexed = {
    title: titleInOneLine(draft.content.title),
    unit: draft.content.source?.unit ?? '',
    column: '',
    publication: '',
    number: '',
    person: [draft.content.byline, ...draft.people].filter(Boolean).join('\n'),
    marking: '',
    date: draft.date,
    text: articleText(draft.content),
  };
  const parts = new Map<string, Part>();
  for (const [index, text] of textParts(freeText(indexed)).entries()) {
    const fields = index === 0 ? fieldTokens(indexed) : '';
    const digest = createHash('sha256').update(fields).update('\0').update(text).digest();
    parts.set(digest.toString('hex'), { digest, text, fields });
  }
  const remove = database.prepare('DELETE FROM search_draft_parts WHERE id = ?');
  const kept = database.prepare('SELECT id, digest FROM search_draft_parts WHERE draft_id = ?').all(number);
  for (const { id, digest } of kept as readonly { readonly id: number; readonly digest: Buffer }[]) {
    if (!parts.delete(digest.toString('hex'))) remove.run(id);
  }
  return { missing: [...parts.values()] };
}

function addPart(database: WritableDatabase, number: number, kind: DraftKind, { digest, text, fields }: Part): void {
  const id = database
    .prepare('INSERT INTO search_draft_parts (draft_id, digest) VALUES (?, ?) RETURNING id')
    .pluck()
    .get(number, digest) as number;
  const { bigrams, characters } = tokensOf(foldText(text).text);
  database
    .prepare('INSERT INTO search_index_drafts (rowid, bigrams, characters, fields) VALUES (?, ?, ?, ?)')
    .run(id, bigrams, characters, fields);
  if (kind === 'manuscript') addReuseSource(database, { kind: 'part', partId: id }, text);
}

function setIndexed(database: WritableDatabase, number: number): void {
  database.prepare('UPDATE search_drafts SET is_indexed = 1 WHERE id = ?').run(number);
}

/** Whether a save noted what is not indexed yet. */
export function hasNoted(database: ReadableDatabase): boolean {
  return firstNoted(database) !== undefined;
}

function firstNoted(database: ReadableDatabase): number | undefined {
  return database
    .prepare('SELECT id FROM search_drafts WHERE is_indexed = 0 ORDER BY place DESC LIMIT 1')
    .pluck()
    .get() as number | undefined;
}

/** Indexes some of what is noted, a part at least, the last saved first, for about so long. */
export function indexSlice(database: WritableDatabase, milliseconds: number): void {
  database
    .transaction(() => {
      const number = firstNoted(database);
      if (number === undefined) return;
      const draft = readDraft(database, number);
      const { missing } = partsOf(database, number, draft);
      const end = performance.now() + milliseconds;
      let added = 0;
      for (const part of missing) {
        if (added > 0 && performance.now() >= end) return;
        addPart(database, number, draft.kind, part);
        added += 1;
      }
      setIndexed(database, number);
    })
    .immediate();
}

/** Indexes all that is noted: what was saved is found by the search that comes next. */
export function indexNoted(database: WritableDatabase): void {
  if (!hasNoted(database)) return;
  database
    .transaction(() => {
      while (hasNoted(database)) indexSlice(database, Number.POSITIVE_INFINITY);
    })
    .immediate();
}

/** Notes every manuscript and article as not indexed, by the times of their receipt and save; none is found before it is. */
export function noteAllDrafts(database: WritableDatabase): void {
  database.exec(`
    DELETE FROM search_reuse_sources WHERE part_id IS NOT NULL;
    DELETE FROM search_draft_parts;
    DELETE FROM search_drafts;
    INSERT INTO search_index_drafts (search_index_drafts) VALUES ('delete-all');
    INSERT INTO search_drafts (place, manuscript_id, article_id)
      SELECT row_number() OVER (ORDER BY article IS NOT NULL, at, row), manuscript, article FROM (
        SELECT id AS manuscript, NULL AS article, received_at AS at, rowid AS row FROM manuscripts
        UNION ALL
        SELECT NULL, articles.id, saved_at, articles.rowid FROM articles
          JOIN article_versions ON article_id = articles.id AND article_versions.version = articles.version);
  `);
}

function readDraft(database: ReadableDatabase, number: number): Draft {
  const row = database
    .prepare(
      `SELECT search_drafts.manuscript_id AS manuscriptId, manuscripts.author,
         coalesce(manuscripts.content, article_versions.content) AS content, coalesce(arrived_on, saved_at) AS at
       FROM search_drafts LEFT JOIN manuscripts ON manuscripts.id = search_drafts.manuscript_id
         LEFT JOIN articles ON articles.id = search_drafts.article_id
         LEFT JOIN article_versions
           ON article_versions.article_id = articles.id AND article_versions.version = articles.version
       WHERE search_drafts.id = ?`,
    )
    .get(number) as { manuscriptId: string | null; author: string | null; content: string; at: string };
  return {
    kind: row.manuscriptId === null ? 'article' : 'manuscript',
    content: JSON.parse(row.content) as ArticleContent,
    date: row.at.slice(0, 10),
    people: row.author === null ? [] : [row.author],
  };
}
