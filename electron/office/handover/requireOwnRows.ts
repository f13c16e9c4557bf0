import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import type { ReadableDatabase } from '#store/database.ts';
import type { RowsByTable } from './issueRows.ts';
import type { ReceivedIssue } from './receivedIssue.ts';

/**
 * What comes with an issue is about this issue: told before anything is touched, as the triggers of the tables are lifted while
 * it is put in. Throws HandoverRefusal articleElsewhere for an article that stands in another issue here, contentIncomplete for
 * a comment that is another's.
 */
export function requireOwnRows(content: ReadableDatabase, { issueId, rows }: ReceivedIssue): void {
  const elsewhere = content.prepare('SELECT 1 FROM issue_articles WHERE article_id = ? AND issue_id <> ?');
  for (const { id, title } of rows.get('articles') ?? []) {
    if (elsewhere.get(id, issueId)) throw new HandoverRefusal('articleElsewhere', { file: String(title) });
  }
  const ofAnother = content.prepare('SELECT 1 FROM issue_comments WHERE id = ? AND issue_id <> ?');
  const isForeign = (rows.get('issue_comments') ?? []).some(({ id }) => ofAnother.get(id, issueId) !== undefined);
  if (isForeign) throw new HandoverRefusal('contentIncomplete');
  requireOwnComments(content, rows);
}

/** The same for the comments of articles alone. */
export function requireOwnComments(content: ReadableDatabase, rows: RowsByTable): void {
  const ofAnother = content.prepare('SELECT 1 FROM article_comments WHERE id = ? AND article_id <> ?');
  const isForeign = (rows.get('article_comments') ?? []).some(
    ({ id, article_id: articleId }) => ofAnother.get(id, articleId) !== undefined,
  );
  if (isForeign) throw new HandoverRefusal('contentIncomplete');
}
