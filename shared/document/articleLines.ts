import type { ArticleContent } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';

/** One line of an article that holds words: a title line, a paragraph, an item, a cell, a caption, the source. */
export interface ArticleLine {
  /** Which part it belongs to: 0 is the title with what stands under it, then every block, then the source. */
  readonly part: number;
  readonly text: string;
}

/** The lines of an article in reading order, without the empty ones. */
export function articleLines({ title, subtitle, byline, body, source }: ArticleContent): readonly ArticleLine[] {
  const parts = [
    [...title, subtitle ?? '', byline ?? ''],
    ...body.map(blockParagraphs),
    ...(source ? [[source.line]] : []),
  ];
  return parts.flatMap((texts, part) => texts.filter(isWords).map((text) => ({ part, text })));
}

/** Whether a line holds anything to hang a comment on. */
export function isWords(text: string): boolean {
  return text.trim() !== '';
}

/** A short name of a line by its text alone (FNV-1a over UTF-16 units): the same text has the same name. */
export function lineKey(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  }
  return (sum >>> 0).toString(36);
}
