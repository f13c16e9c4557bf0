import type { Article } from '#shared/issue/article.ts';

/** Articles of the same content have the same id; from the second one on a number tells them apart. */
export function distinctIds(articles: readonly Article[]): Article[] {
  const seen = new Map<string, number>();
  return articles.map((article) => {
    const count = (seen.get(article.id) ?? 0) + 1;
    seen.set(article.id, count);
    return count === 1 ? article : { ...article, id: `${article.id}-${count}` };
  });
}
