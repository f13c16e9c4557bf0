import type { ArticleContent } from '#shared/issue/article.ts';
import { type Block, blockParagraphs } from '#shared/issue/block.ts';

const counts = new WeakMap<Block, number>();

/**
 * 字数 as print counts it: every Han character and every sign is one, a word of Latin letters or a number is one a
 * letter or digit, blanks are none.
 */
export function countCharacters(content: ArticleContent): number {
  const { title, subtitle = '', byline = '', source } = content;
  const head = [...title, subtitle, byline, source?.line ?? ''].reduce((sum, text) => sum + countText(text), 0);
  return content.body.reduce((sum, block) => sum + countBlock(block), head);
}

export function countText(text: string): number {
  let count = 0;
  for (const character of text) if (!/[\s\p{M}\p{Cf}]/u.test(character)) count += 1;
  return count;
}

/** Blocks are never changed in place, so each is counted once. */
function countBlock(block: Block): number {
  const known = counts.get(block);
  if (known !== undefined) return known;
  const count = blockParagraphs(block).reduce((sum, text) => sum + countText(text), 0);
  counts.set(block, count);
  return count;
}
