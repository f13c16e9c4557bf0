import type { ArticleContent } from '#shared/issue/article.ts';
import { articleOfTokens } from './articleOfTokens.ts';
import type { ArticleComparison } from './compareArticles.ts';
import type { Token } from './token.ts';

/** The article in which some of the changes are made and the others are not; `isMade` is asked by the number of each. */
export function mixArticle(
  { before, after, changes }: ArticleComparison,
  isMade: (change: number) => boolean,
): ArticleContent {
  const tokens: Token[] = [];
  // One by one: a call takes only so many arguments, and an article has any number of tokens.
  const add = (from: readonly Token[], start: number, end: number) => {
    for (let index = start; index < end; index += 1) tokens.push(from[index] as Token);
  };
  let next = 0;
  for (const [index, { beforeStart, beforeEnd, afterStart, afterEnd }] of changes.entries()) {
    add(before, next, beforeStart);
    if (isMade(index)) add(after, afterStart, afterEnd);
    else add(before, beforeStart, beforeEnd);
    next = beforeEnd;
  }
  add(before, next, before.length);
  return articleOfTokens(tokens);
}
