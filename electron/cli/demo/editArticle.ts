import type { ArticleContent } from '#shared/issue/article.ts';
import type { Inline } from '#shared/issue/inline.ts';
import { inlineText } from '#shared/issue/inline.ts';

/** The article with one passage of its running text replaced; throws where the passage does not stand in one run. */
export function replacePassage(article: ArticleContent, from: string, to: string): ArticleContent {
  let found = false;
  const replaceIn = (inlines: readonly Inline[]): Inline[] =>
    inlines.map((inline) => {
      if (found || !inline.text.includes(from)) return inline;
      found = true;
      return { ...inline, text: inline.text.replace(from, () => to) };
    });
  const body = article.body.map((block) =>
    'inlines' in block ? { ...block, inlines: replaceIn(block.inlines) } : block,
  );
  if (!found) throw new Error(`the sample has no passage “${from}”`);
  return { ...article, body };
}

/** The article without the paragraph that begins with these words; throws where there is none. */
export function dropParagraph(article: ArticleContent, beginning: string): ArticleContent {
  const body = article.body.filter((block) => !('inlines' in block && inlineText(block.inlines).startsWith(beginning)));
  if (body.length === article.body.length) throw new Error(`the sample has no paragraph “${beginning}”`);
  return { ...article, body };
}
