import type { IssueDocument } from '#shared/issue/issueDocument.ts';

/** What an issue must have before it is handed to the reviewer; each entry is a Chinese phrase naming the place. */
export function missingParts(document: IssueDocument): readonly string[] {
  const missing: string[] = [];
  if (document.articles.length === 0) missing.push('稿件（本期还没有编入稿件）');
  for (const [index, article] of document.articles.entries()) {
    if (article.title.length === 0) missing.push(`第${index + 1}篇的标题`);
    if (article.body.length === 0) missing.push(`第${index + 1}篇的正文`);
  }
  return missing;
}
