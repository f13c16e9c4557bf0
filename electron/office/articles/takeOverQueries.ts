import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

type TakeOver = NonNullable<ArticleSummary['takenOver']>;

interface StoredTakeOver {
  readonly article_id: string;
  readonly version: number;
  readonly to_person: string;
  readonly at: string;
}

/** What was taken over from a person who has not been told yet, by article; the last take-over where there were several. */
export function selectTakeOversFrom(content: ReadableDatabase, personId: string): ReadonlyMap<string, TakeOver> {
  const rows = content
    .prepare(
      `SELECT article_id, version, to_person, at FROM article_take_overs
       WHERE from_person = ? AND seen_at IS NULL ORDER BY number`,
    )
    .all(personId) as readonly StoredTakeOver[];
  return new Map(rows.map(({ article_id, version, to_person, at }) => [article_id, { version, by: to_person, at }]));
}

/** Puts on record that a sealed version was taken over from its author. */
export function insertTakeOver(
  content: WritableDatabase,
  takeOver: {
    readonly articleId: string;
    readonly version: number;
    readonly from: string;
    readonly to: string;
    readonly at: string;
  },
): void {
  content
    .prepare('INSERT INTO article_take_overs (article_id, version, from_person, to_person, at) VALUES (?, ?, ?, ?, ?)')
    .run(takeOver.articleId, takeOver.version, takeOver.from, takeOver.to, takeOver.at);
}

/** Whoever was told is not told again. */
export function markTakeOversSeen(content: WritableDatabase, articleId: string, personId: string, at: string): void {
  content
    .prepare('UPDATE article_take_overs SET seen_at = ? WHERE article_id = ? AND from_person = ? AND seen_at IS NULL')
    .run(at, articleId, personId);
}
