import type { ArticleContent } from '#shared/issue/article.ts';
import { inlineText } from '#shared/issue/inline.ts';

export interface OutlineEntry {
  /** Which heading of the article it is, counted from 0. */
  readonly number: number;
  readonly level: number;
  readonly text: string;
}

/** The headings of an article in order. */
export function outlineOf(content: ArticleContent): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const block of content.body) {
    if (!block.role.startsWith('heading') || !('inlines' in block)) continue;
    entries.push({ number: entries.length, level: Number(block.role.at(-1)), text: inlineText(block.inlines) });
  }
  return entries;
}
