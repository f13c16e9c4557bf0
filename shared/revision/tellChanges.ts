import type { ArticleContent } from '#shared/issue/article.ts';
import type { Authorship, RevisionStep } from './changeAuthors.ts';
import { type ArticleComparison, compareArticles, comparedTokens } from './compareArticles.ts';
import type { Difference } from './differences.ts';
import { type ListedChange, listChanges } from './listChanges.ts';

/** A 底稿 and the texts that were saved since, oldest first. */
export interface RevisionHistory {
  readonly base: ArticleContent;
  readonly steps: readonly RevisionStep[];
}

/** What has changed between a 底稿 and a text, without the tokens it is counted in. */
export interface ToldChanges {
  readonly differences: readonly Difference[];
  /** One for each of them. */
  readonly listed: readonly ListedChange[];
}

/** Compares a text with the 底稿 of a history; what was not saved yet is `writer`'s. */
export function tellChanges({ base, steps }: RevisionHistory, text: ArticleContent, writer: Authorship): ToldChanges {
  const comparison = compareArticles(base, text);
  const saved = steps.at(-1)?.content ?? base;
  // Whoever only looks has written nothing.
  const isSaved = JSON.stringify(saved) === JSON.stringify(text);
  const all = isSaved ? steps : [...steps, { ...writer, content: text }];
  return { differences: comparison.changes, listed: listChanges(comparison, base, all) };
}

/** The comparison that was told, with its tokens again. */
export function toldComparison(
  base: ArticleContent,
  text: ArticleContent,
  { differences }: ToldChanges,
): ArticleComparison {
  return { ...comparedTokens(base, text), changes: differences };
}
