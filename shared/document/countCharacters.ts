import type { ArticleContent } from '#shared/issue/article.ts';
import { type Block, blockParagraphs } from '#shared/issue/block.ts';

const counts = new WeakMap<Block, number>();

/**
 * 字数 as print counts it: every Han character, sign, Latin letter and digit is one; blanks, marks set on another
 * character and unseen ones are none. Title, subtitle, by-line and source line count.
 */
export function countCharacters(content: ArticleContent): number {
  const { title, subtitle = '', byline = '', source } = content;
  const head = [...title, subtitle, byline, source?.line ?? ''].reduce((sum, text) => sum + countText(text), 0);
  return content.body.reduce((sum, block) => sum + countBlock(block), head);
}

/** As countCharacters, of one text. */
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
