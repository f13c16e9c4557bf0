import { titleInOneLine } from './article.ts';
import type { IssueDocument } from './issueDocument.ts';

/** 目录: one line a title, always derived, never typed. */
export function contentsLines(document: IssueDocument): readonly string[] {
  return document.articles.map((article) => titleInOneLine(article.title));
}
