import type { Article } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';

type Images = IssueDocument['images'];

/** The pictures that figures of the articles name; others (in a masthead, in a table) are left out. */
export function imagesShown(articles: readonly Article[], images: Images): Images {
  const shown = new Set(
    articles.flatMap(({ body }) => body.flatMap((block) => (block.role === 'figure' ? [block.image] : []))),
  );
  return Object.fromEntries(Object.entries(images).filter(([key]) => shown.has(key)));
}
