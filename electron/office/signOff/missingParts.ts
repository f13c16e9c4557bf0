import type { ReadableDatabase } from '#store/database.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import type { IssueRow } from '../issues/issueQueries.ts';

/** Something an issue must have before it is handed over: a Chinese phrase, and the article it is to be found in. */
export interface MissingPart {
  readonly text: string;
  readonly articleId?: string;
}

/** What keeps a draft from 送审; empty where nothing does. */
export function missingParts(content: ReadableDatabase, { document }: IssueRow): readonly MissingPart[] {
  if (document.articles.length === 0) return [{ text: '稿件（本期还没有编入稿件）' }];
  return document.articles.flatMap(({ id: articleId, title, body }, index) => {
    const missing: MissingPart[] = [];
    if (title.length === 0) missing.push({ text: `第${index + 1}篇的标题`, articleId });
    if (body.length === 0) missing.push({ text: `第${index + 1}篇的正文`, articleId });
    const article = selectArticle(content, articleId);
    if (article.state !== 'final') missing.push({ text: `“${article.title}”的定稿`, articleId });
    return missing;
  });
}
