import { z } from 'zod';
import { CommentAnchor } from '#shared/document/commentAnchor.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { id, instant } from './values.ts';

const words = z.string().trim().min(1).max(5000);

/** 批注 of an article: it hangs on words as they were; it is no part of the article, nor of anything made of it. */
export const ArticleComment = z.strictObject({
  id,
  anchor: CommentAnchor,
  text: z.string(),
  personId: id,
  at: instant,
  /** From the first. */
  answers: z.array(z.strictObject({ personId: id, at: instant, text: z.string() })),
  resolvedBy: id.optional(),
  resolvedAt: instant.optional(),
});
export type ArticleComment = z.infer<typeof ArticleComment>;

const comments = z.array(ArticleComment);

export const articleCommentCommands = {
  /** Every comment the article ever had, from the first. */
  listArticleComments: { role: editorialRoles, input: z.strictObject({ id }), output: comments },
  addArticleComment: {
    role: editorialRoles,
    input: z.strictObject({ id, anchor: CommentAnchor, text: words }),
    output: comments,
  },
  answerArticleComment: {
    role: editorialRoles,
    input: z.strictObject({ id, commentId: id, text: words }),
    output: comments,
  },
  resolveArticleComment: {
    role: editorialRoles,
    input: z.strictObject({ id, commentId: id, isResolved: z.boolean() }),
    output: comments,
  },
} as const satisfies CommandTable;
