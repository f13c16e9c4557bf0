import type { ArticleComment } from '#shared/contract/articleCommentCommands.ts';
import { CommentAnchor } from '#shared/document/commentAnchor.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

interface StoredComment {
  readonly id: string;
  readonly anchor: string;
  readonly text: string;
  readonly author: string;
  readonly at: string;
  readonly resolved_by: string | null;
  readonly resolved_at: string | null;
}

interface StoredAnswer {
  readonly comment_id: string;
  readonly text: string;
  readonly author: string;
  readonly at: string;
}

/** The comments of an article with their answers, from the first. */
export function selectArticleComments(content: ReadableDatabase, articleId: string): ArticleComment[] {
  const answers = new Map<string, ArticleComment['answers']>();
  const storedAnswers = content
    .prepare(
      `SELECT comment_id, article_comment_answers.text, article_comment_answers.author, article_comment_answers.at
       FROM article_comment_answers JOIN article_comments ON article_comments.id = comment_id
       WHERE article_id = ? ORDER BY article_comment_answers.number`,
    )
    .all(articleId) as readonly StoredAnswer[];
  for (const { comment_id, text, author, at } of storedAnswers) {
    const known = answers.get(comment_id) ?? [];
    answers.set(comment_id, [...known, { personId: author, at, text }]);
  }
  const stored = content
    .prepare('SELECT * FROM article_comments WHERE article_id = ? ORDER BY number')
    .all(articleId) as readonly StoredComment[];
  return stored.map((row) => ({
    id: row.id,
    anchor: CommentAnchor.parse(JSON.parse(row.anchor)),
    text: row.text,
    personId: row.author,
    at: row.at,
    answers: answers.get(row.id) ?? [],
    ...(row.resolved_by === null ? {} : { resolvedBy: row.resolved_by }),
    ...(row.resolved_at === null ? {} : { resolvedAt: row.resolved_at }),
  }));
}

/** Adds a comment, open. */
export function insertArticleComment(
  content: WritableDatabase,
  comment: Pick<ArticleComment, 'id' | 'anchor' | 'text' | 'personId' | 'at'> & { readonly articleId: string },
): void {
  const { id, articleId, anchor, text, personId, at } = comment;
  content
    .prepare('INSERT INTO article_comments (id, article_id, anchor, text, author, at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(id, articleId, JSON.stringify(anchor), text, personId, at);
}

/** Throws notFound where the article has no such comment. */
export function insertAnswer(
  content: WritableDatabase,
  articleId: string,
  answer: { readonly commentId: string; readonly text: string; readonly personId: string; readonly at: string },
): void {
  const { changes } = content
    .prepare(
      `INSERT INTO article_comment_answers (comment_id, text, author, at)
       SELECT id, ?, ?, ? FROM article_comments WHERE id = ? AND article_id = ?`,
    )
    .run(answer.text, answer.personId, answer.at, answer.commentId, articleId);
  if (changes === 0) throw noComment();
}

/** Marks a comment as dealt with, or as open again. Throws notFound. */
export function resolveArticleComment(
  content: WritableDatabase,
  articleId: string,
  commentId: string,
  resolution: { readonly by: string; readonly at: string } | undefined,
): void {
  const { changes } = content
    .prepare('UPDATE article_comments SET resolved_by = ?, resolved_at = ? WHERE id = ? AND article_id = ?')
    .run(resolution?.by ?? null, resolution?.at ?? null, commentId, articleId);
  if (changes === 0) throw noComment();
}

function noComment(): OfficeError {
  return new OfficeError('notFound', '找不到这条批注。');
}
