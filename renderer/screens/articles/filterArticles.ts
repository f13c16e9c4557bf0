import type { ArticleSummary } from '#shared/contract/articleCommands.ts';

export const articleFilters = ['all', 'editing', 'final', 'free'] as const;
export type ArticleFilter = (typeof articleFilters)[number];

/** The articles of a kind whose titles hold every word that was typed. */
export function filterArticles<Summary extends Pick<ArticleSummary, 'title' | 'state' | 'issueId'>>(
  articles: readonly Summary[],
  filter: ArticleFilter,
  typed: string,
): readonly Summary[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return articles.filter(({ title, state, issueId }) => {
    const isOfKind = filter === 'all' || (filter === 'free' ? issueId === undefined : state === filter);
    return isOfKind && words.every((word) => title.toLowerCase().includes(word));
  });
}
