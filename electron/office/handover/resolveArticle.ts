import type { WritableDatabase } from '#store/database.ts';
import { insertVersion, issueStateOf, selectArticle, selectVersion } from '../articles/articleQueries.ts';
import { recomposeDraft } from '../issues/composeIssue.ts';
import { instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireArticleHere } from './articleLendings.ts';
import { requireHere } from './requireHere.ts';
import { selectUnresolvedArticle, settleUnresolved } from './unresolvedArticles.ts';

/** Takes one of the two texts of an article; the other stays among its versions. Throws notFound, illegalState. */
export function resolveArticle(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  { articleId, version }: { readonly articleId: string; readonly version: number },
): void {
  const waiting = selectUnresolvedArticle(content, articleId);
  if (!waiting) throw new OfficeError('notFound', '这篇稿件没有要定的两份内容。');
  const article = selectArticle(content, articleId);
  const { version: standing, issueId } = article;
  if (version !== standing && version !== waiting.other) {
    throw new OfficeError('notFound', '要选用的不是这两份内容之一。请刷新后再选。');
  }
  requireArticleHere(context, article);
  const at = instantOf(context);
  const { personId } = sessionOf(context);
  if (version !== standing) {
    if (issueId !== undefined) requireHere(context, issueId);
    if (article.shelved) throw new OfficeError('illegalState', '这篇稿件已搁置，不能换用另一份。请先恢复。');
    const state = issueStateOf(content, articleId);
    if (state !== undefined && state !== 'drafting') {
      throw new OfficeError('illegalState', '这一期已经送审，不能换用另一份。请先退回责任编辑，或者选用现有的一份。');
    }
    const { content: text } = selectVersion(content, articleId, version);
    insertVersion(content, articleId, {
      content: text,
      kind: 'named',
      name: '两份中选用',
      by: personId,
      at,
      sealed: true,
    });
    recomposeDraft(context, content, articleId);
  }
  settleUnresolved(content, articleId, at, personId);
  record('resolveArticle', issueId ?? 'packages', { article: articleId, version, package: waiting.package });
}
