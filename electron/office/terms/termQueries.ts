import type { IgnoredFinding } from '#shared/contract/termCommands.ts';
import { builtInRules, type RuleName } from '#shared/proofreading/builtInRules.ts';
import { type Term, TermEntry, wordsOf } from '#shared/proofreading/term.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

interface StoredTerm {
  readonly id: string;
  readonly publication_id: string | null;
  readonly entry: string;
}

/** The lexicon in the order it was written. */
export function selectTerms(content: ReadableDatabase): Term[] {
  const rows = content
    .prepare('SELECT id, publication_id, entry FROM terms ORDER BY number')
    .all() as readonly StoredTerm[];
  return rows.map(({ id, publication_id, entry }) => ({
    id,
    ...(publication_id === null ? {} : { publicationId: publication_id }),
    entry: TermEntry.parse(JSON.parse(entry)),
  }));
}

/** The whole lexicon and the switches of its rules as one text, to be compared and not read: no two are the same. */
export function selectLexiconText(content: ReadableDatabase): string {
  return content
    .prepare(
      `SELECT json_array(
         (SELECT json_group_array(json_array(id, publication_id, entry)) FROM (SELECT * FROM terms ORDER BY number)),
         (SELECT json_group_array(json_array(rule, is_on)) FROM (SELECT * FROM proofreading_rules ORDER BY rule)))`,
    )
    .pluck()
    .get() as string;
}

/** Adds an entry, or writes it anew in its place. */
export function upsertTerm(content: WritableDatabase, term: Term, by: string, at: string): void {
  content
    .prepare(
      `INSERT INTO terms (id, publication_id, words, entry, saved_by, saved_at)
       VALUES (@id, @publicationId, @words, @entry, @by, @at)
       ON CONFLICT (id) DO UPDATE SET publication_id = @publicationId, words = @words, entry = @entry,
         saved_by = @by, saved_at = @at`,
    )
    .run({
      id: term.id,
      publicationId: term.publicationId ?? null,
      words: wordsOf(term.entry),
      entry: JSON.stringify(term.entry),
      by,
      at,
    });
}

/** The built-in rules that are on: as they are at first, but for those the office has switched. */
export function selectRules(content: ReadableDatabase): RuleName[] {
  const rows = content.prepare('SELECT rule, is_on FROM proofreading_rules').all() as readonly {
    readonly rule: string;
    readonly is_on: number;
  }[];
  const switched = new Map(rows.map(({ rule, is_on }) => [rule, is_on === 1]));
  return builtInRules.filter(({ name, isOnAtFirst }) => switched.get(name) ?? isOnAtFirst).map(({ name }) => name);
}

/** What is not reported in an article, from the first. */
export function selectIgnored(content: ReadableDatabase, articleId: string): IgnoredFinding[] {
  const rows = content
    .prepare(
      'SELECT source, quote, ignored_by, ignored_at FROM ignored_findings WHERE article_id = ? ORDER BY ignored_at, source, quote',
    )
    .all(articleId) as readonly {
    readonly source: string;
    readonly quote: string;
    readonly ignored_by: string;
    readonly ignored_at: string;
  }[];
  return rows.map(({ source, quote, ignored_by, ignored_at }) => ({
    source,
    quote,
    personId: ignored_by,
    at: ignored_at,
  }));
}
