import { z } from 'zod';
import { Block } from './block.ts';

/** 报送单位: `unit` as the register of units names it, `line` as it prints, full-width brackets included: （团青岚市委）. */
export const ArticleSource = z.strictObject({ unit: z.string(), line: z.string().min(1) });
export type ArticleSource = z.infer<typeof ArticleSource>;

/** What an article is apart from its place in an issue; also the form of a manuscript once it has been read. */
export const ArticleContent = z.strictObject({
  /** One entry a printed line: titles break where the editor broke them. */
  title: z.array(z.string().min(1)).max(3),
  subtitle: z.string().min(1).optional(),
  byline: z.string().min(1).optional(),
  source: ArticleSource.nullable(),
  body: z.array(Block),
});
export type ArticleContent = z.infer<typeof ArticleContent>;

export const Article = ArticleContent.extend({ id: z.string().min(1).max(64) });
export type Article = z.infer<typeof Article>;

/**
 * The title as one line, as the contents print it. A line break inside a phrase leaves nothing behind; it leaves a blank
 * where the broken line sets its phrases apart by blanks itself (深化改革 深度下沉 / 团…), or where two Latin words meet.
 */
export function titleInOneLine(title: readonly string[]): string {
  return title.reduce((joined, line, index) => {
    const previous = title[index - 1];
    if (previous === undefined) return line;
    const apart = /\S\s+\S/.test(previous) || (/[\w)]$/.test(previous) && /^[\w(]/.test(line));
    return apart ? `${joined} ${line}` : joined + line;
  }, '');
}
