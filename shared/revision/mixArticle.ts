import type { ArticleContent } from '#shared/issue/article.ts';
import { articleOfTokens } from './articleOfTokens.ts';
import type { ArticleComparison } from './compareArticles.ts';

/** The article in which some of the changes are made and the others are not; `isMade` is asked by the number of each. */
export function mixArticle(
  { before, after, changes }: ArticleComparison,
  isMade: (change: number) => boolean,
): ArticleContent {
  const tokens = [];
  let next = 0;
  for (const [index, { beforeStart, beforeEnd, afterStart, afterEnd }] of changes.entries()) {
    tokens.push(...before.slice(next, beforeStart));
    tokens.push(...(isMade(index) ? after.slice(afterStart, afterEnd) : before.slice(beforeStart, beforeEnd)));
    next = beforeEnd;
  }
  tokens.push(...before.slice(next));
  return articleOfTokens(tokens);
}
