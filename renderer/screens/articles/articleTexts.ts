import type { ArticleContent } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';

/** What begins each part of an article in print, in order: the title, every block of the body, the source line. */
export function articleTexts({ title, body, source }: ArticleContent): readonly string[] {
  const firstWords = body.map((block) => blockParagraphs(block).find((text) => text.trim() !== '') ?? '');
  return [title.join(''), ...firstWords, source?.line ?? ''];
}
