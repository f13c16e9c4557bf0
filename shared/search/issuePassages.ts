import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';

/** What is found by a search: an article, or the words of the issue itself (编者按) with place 0 and no article. */
export type Passage = {
  readonly place: number;
  readonly articleId: string | null;
  readonly title: string;
  readonly unit: string;
  /** Paragraphs, cells and items by lines. */
  readonly text: string;
};

/**
 * The passages of an issue in the order they print. The issue's own passage is there for its 编者按, and where an issue
 * has no articles, so that no signed issue is out of reach.
 */
export function issuePassages(document: IssueDocument): readonly Passage[] {
  const articles = document.articles.map(
    (article, index): Passage => ({
      place: index + 1,
      articleId: article.id,
      title: titleInOneLine(article.title),
      unit: article.source?.unit ?? '',
      text: articleText(article),
    }),
  );
  if (articles.length > 0 && !document.editorsNote) return articles;
  const title = document.editorsNote ? '编者按' : document.publication.name;
  return [{ place: 0, articleId: null, title, unit: '', text: document.editorsNote ?? '' }, ...articles];
}

/** 2024年第6期, 2024年增刊第1期, 2024年第6期（总第128期）. */
export function issueNumberText({ series, year, serial, running }: IssueNumber): string {
  const total = running === undefined ? '' : `（总第${running}期）`;
  return `${year}年${series === 'supplement' ? '增刊' : ''}第${serial}期${total}`;
}

/** The persons of a passage: who wrote its article, and who signed the issue. */
export function peopleOf(
  { articles, signOff }: Pick<IssueDocument, 'articles' | 'signOff'>,
  articleId: string | null,
): readonly string[] {
  const byline = articles.find(({ id }) => id === articleId)?.byline;
  return [...(byline === undefined ? [] : [byline]), ...new Set(signOff.map(({ person }) => person))];
}

/** The words of an article without its title, by lines. */
export function articleText({ subtitle, byline, body, source }: ArticleContent): string {
  const lines = [subtitle, byline, ...body.flatMap(blockParagraphs), source?.line];
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}
