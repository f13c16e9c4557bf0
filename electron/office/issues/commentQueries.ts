import type { IssueComment } from '#shared/contract/issueCommands.ts';
import type { WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

interface StoredComment {
  readonly id: string;
  readonly article_id: string | null;
  readonly block: number | null;
  readonly quote: string;
  readonly text: string;
  readonly author: string;
  readonly at: string;
  readonly resolved_by: string | null;
  readonly resolved_at: string | null;
}

/** The comments on an issue, from the first. */
export function selectComments(context: OfficeContext, issueId: string): IssueComment[] {
  const { register } = sessionOf(context);
  const nameOf = (personId: string) => selectPerson(register, personId)?.name ?? personId;
  const rows = contentOf(context)
    .prepare('SELECT * FROM issue_comments WHERE issue_id = ? ORDER BY rowid')
    .all(issueId) as readonly StoredComment[];
  return rows.map((row) => ({
    id: row.id,
    ...(row.article_id === null ? {} : { articleId: row.article_id }),
    ...(row.block === null ? {} : { block: row.block }),
    quote: row.quote,
    text: row.text,
    personId: row.author,
    personName: nameOf(row.author),
    at: row.at,
    ...(row.resolved_by === null ? {} : { resolvedBy: nameOf(row.resolved_by) }),
    ...(row.resolved_at === null ? {} : { resolvedAt: row.resolved_at }),
  }));
}

export interface NewComment {
  readonly id: string;
  readonly issueId: string;
  readonly articleId: string | undefined;
  readonly block: number | undefined;
  readonly quote: string;
  readonly text: string;
  readonly author: string;
  readonly at: string;
}

/** Adds a comment, open. */
export function insertComment(content: WritableDatabase, comment: NewComment): void {
  content
    .prepare(
      `INSERT INTO issue_comments (id, issue_id, article_id, block, quote, text, author, at)
       VALUES (@id, @issueId, @articleId, @block, @quote, @text, @author, @at)`,
    )
    .run({ ...comment, articleId: comment.articleId ?? null, block: comment.block ?? null });
}

/** Marks a comment as dealt with, or as open again. Throws notFound. */
export function resolveComment(
  content: WritableDatabase,
  issueId: string,
  commentId: string,
  resolution: { readonly by: string; readonly at: string } | undefined,
): void {
  const { changes } = content
    .prepare('UPDATE issue_comments SET resolved_by = ?, resolved_at = ? WHERE id = ? AND issue_id = ?')
    .run(resolution?.by ?? null, resolution?.at ?? null, commentId, issueId);
  if (changes === 0) throw new OfficeError('notFound', '找不到这条批注。');
}
