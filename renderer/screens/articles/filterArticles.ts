import type { ArticleSummary } from '#shared/contract/articleCommands.ts';

export const articleFilters = ['all', 'editing', 'final', 'free', 'shelved'] as const;
export type ArticleFilter = (typeof articleFilters)[number];

/**
 * The articles of a kind whose titles hold every word that was typed, or whose texts do; shelved ones are a kind of their
 * own.
 */
export function filterArticles<Summary extends Pick<ArticleSummary, 'id' | 'title' | 'state' | 'issueId' | 'shelved'>>(
  articles: readonly Summary[],
  filter: ArticleFilter,
  typed: string,
  inText: ReadonlySet<string> = new Set(),
): readonly Summary[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return articles.filter((article) => {
    const title = article.title.toLowerCase();
    if (!isOfKind(article, filter)) return false;
    return inText.has(article.id) || words.every((word) => title.includes(word));
  });
}

function isOfKind(
  { state, issueId, shelved }: Pick<ArticleSummary, 'state' | 'issueId' | 'shelved'>,
  filter: ArticleFilter,
): boolean {
  if (shelved) return filter === 'shelved';
  if (filter === 'free') return issueId === undefined;
  return filter === 'all' || state === filter;
}
