import type { ArticleComment, articleCommentCommands } from '#shared/contract/articleCommentCommands.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import {
  insertAnswer,
  insertArticleComment,
  resolveArticleComment,
  selectArticleComments,
} from './articleCommentQueries.ts';
import { selectArticle } from './articleQueries.ts';

/** 批注 of articles: whoever may read one may say what he thinks of it, in every state of it. */
export const articleCommentHandlers: Handlers<keyof typeof articleCommentCommands> = {
  listArticleComments(context, { id }) {
    const content = contentOf(context);
    selectArticle(content, id);
    return selectArticleComments(content, id);
  },

  addArticleComment(context, { id, anchor, text }) {
    const { personId } = sessionOf(context);
    const commentId = context.environment.newId();
    return changeComments(context, id, (content, record) => {
      selectArticle(content, id);
      insertArticleComment(content, { id: commentId, articleId: id, anchor, text, personId, at: instantOf(context) });
      record('addArticleComment', id, { comment: commentId });
    });
  },

  answerArticleComment(context, { id, commentId, text }) {
    const { personId } = sessionOf(context);
    return changeComments(context, id, (content, record) => {
      insertAnswer(content, id, { commentId, text, personId, at: instantOf(context) });
      record('answerArticleComment', id, { comment: commentId });
    });
  },

  resolveArticleComment(context, { id, commentId, isResolved }) {
    const resolution = isResolved ? { by: sessionOf(context).personId, at: instantOf(context) } : undefined;
    return changeComments(context, id, (content, record) => {
      resolveArticleComment(content, id, commentId, resolution);
      record(isResolved ? 'resolveArticleComment' : 'reopenArticleComment', id, { comment: commentId });
    });
  },
};

/** Changes the comments of an article, tells every window, and answers with all of them. */
function changeComments(
  context: OfficeContext,
  id: string,
  change: Parameters<typeof changeContent<void>>[1],
): ArticleComment[] {
  changeContent(context, change);
  context.environment.emit({ kind: 'changed', nouns: ['articleComments'] });
  return selectArticleComments(contentOf(context), id);
}
