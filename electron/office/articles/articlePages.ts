import type { ArticleContent } from '#shared/issue/article.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { markedContent } from '#shared/layout/markedArticle.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { marksWith } from '#shared/marking/printedMarks.ts';
import { earlierPagesOf } from '../issues/earlierPagesOf.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { typesetPages } from '../lazyFormats.ts';
import { liveDecision } from '../marking/markingQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { selectArticle } from './articleQueries.ts';
import { imagesOf } from './imageQueries.ts';
import { markedCopy } from './markedCopy.ts';

/** A text of an article as it would print, marked 草稿; with `isMarked` as 花脸稿. `images` are those the office has not yet. */
export async function articlePages(
  context: OfficeContext,
  id: string,
  text: ArticleContent,
  { images = {}, isMarked }: { readonly images?: IssueDocument['images']; readonly isMarked: boolean },
): Promise<{ readonly pages: number; readonly pdf: Uint8Array<ArrayBuffer> }> {
  const content = contentOf(context);
  const { register, personName } = sessionOf(context);
  const { issueId } = selectArticle(content, id);
  // An article that stands in no issue yet is shown as the first publication would print it.
  const publication = issueId
    ? selectPublication(register, selectIssue(content, issueId).publicationId)
    : selectPublications(register)[0];
  const { name, settings } = publication ?? { name: '', settings: PublicationSettings.parse({}) };
  const copy = isMarked ? markedCopy(context, id, text) : undefined;
  const shown = copy ? markedContent(copy) : text;
  const own = liveDecision(content, { kind: 'article', id });
  const printed = issueId ? selectIssue(content, issueId).document.marking : [];
  const document: IssueDocument = {
    ...emptyIssueDocument({ name, organ: settings.organ }),
    marking: [...marksWith(printed, own)],
    articles: [{ id, ...shown }],
    images: { ...imagesOf(content, shown.body), ...images },
  };
  const { pages, pdf } = await typesetPages(document, settings.layout, context.environment.print, {
    draft: { name: personName, at: momentLine(instantOf(context)) },
    marked: copy && new Map([[id, copy]]),
    earlier: earlierPagesOf(context, id),
    articlesOnly: true,
  });
  return { pages, pdf: new Uint8Array(pdf) };
}
