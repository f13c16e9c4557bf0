import { randomUUID } from 'node:crypto';
import type { WritableDatabase } from '#store/database.ts';
import type { Session } from '../officeContext.ts';

/** The name of each session that has written something. */
const sittings = new WeakMap<Session, string>();

/** Remembers beside a save that this person is writing this article: found at the next sign-in, the end was not a clean one. */
export function noteSitting(session: Session, content: WritableDatabase, articleId: string, at: string): void {
  const sitting = sittings.get(session) ?? randomUUID();
  sittings.set(session, sitting);
  content
    .prepare(
      `INSERT INTO article_sittings (person, article_id, sitting, saved_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (person, article_id) DO UPDATE SET sitting = excluded.sitting, saved_at = excluded.saved_at`,
    )
    .run(session.personId, articleId, sitting, at);
}

/** A clean end: nothing of this session has to be told at the next sign-in. */
export function endSitting(session: Session): void {
  const sitting = sittings.get(session);
  if (sitting === undefined) return;
  session.content?.prepare('DELETE FROM article_sittings WHERE sitting = ?').run(sitting);
}

export interface CutOffArticle {
  readonly articleId: string;
  readonly title: string;
  readonly savedAt: string;
}

/** What this person was writing in sessions that did not end cleanly, the last first. */
export function selectCutOff(session: Session, content: WritableDatabase): CutOffArticle[] {
  return content
    .prepare(
      `SELECT article_id AS articleId, title, saved_at AS savedAt FROM article_sittings
       JOIN articles ON articles.id = article_id WHERE person = ? AND sitting <> ? ORDER BY saved_at DESC`,
    )
    .all(session.personId, sittings.get(session) ?? '') as CutOffArticle[];
}

/** The person knows of them. */
export function forgetCutOff(session: Session, content: WritableDatabase): void {
  content
    .prepare('DELETE FROM article_sittings WHERE person = ? AND sitting <> ?')
    .run(session.personId, sittings.get(session) ?? '');
}
