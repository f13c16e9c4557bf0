import type { ArticleSummary } from '#shared/contract/articleCommands.ts';

export const articleFilters = ['all', 'editing', 'final', 'free', 'away', 'shelved'] as const;
export type ArticleFilter = (typeof articleFilters)[number];

type Standing = Pick<ArticleSummary, 'state' | 'issueId' | 'shelved' | 'lent'>;

/**
 * The articles of a kind whose titles hold every word that was typed, or whose texts do; shelved ones are a kind of their
 * own, and so are those on other machines, which cannot be used here.
 */
export function filterArticles<Summary extends Standing & Pick<ArticleSummary, 'id' | 'title'>>(
  articles: readonly Summary[],
  filter: ArticleFilter,
  typed: string,
  inText: ReadonlySet<string> = new Set(),
): readonly Summary[] {
  const isTitled = titleHolds(typed);
  return articles.filter((article) => isOfKind(article, filter) && (inText.has(article.id) || isTitled(article.title)));
}

/** Whether a title holds every word that was typed. */
export function titleHolds(typed: string): (title: string) => boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return (title) => words.every((word) => title.toLowerCase().includes(word));
}

function isOfKind({ state, issueId, shelved, lent }: Standing, filter: ArticleFilter): boolean {
  if (filter === 'away') return lent !== undefined;
  if (shelved) return filter === 'shelved';
  if (lent) return filter === 'all';
  if (filter === 'free') return issueId === undefined;
  return filter === 'all' || state === filter;
}
