import { z } from 'zod';
import { type ArticleLine, lineKey } from './articleLines.ts';

/** UTF-16 units of one line; no bulletin has a longer paragraph. */
const longestLine = 200_000;
const mostLines = 50_000;

/**
 * What a comment hangs on: words of one line as they were when it was written. `lines` names every line the article had
 * then, so that the line is told from others of the same words; `place` is its number among them.
 */
export const CommentAnchor = z
  .strictObject({
    part: z.int().min(0),
    /** The whole line as it was. */
    line: z.string().min(1).max(longestLine),
    /** UTF-16 units of the line; the end is exclusive. */
    start: z.int().min(0),
    end: z.int().min(1),
    quote: z.string().min(1).max(longestLine),
    place: z.int().min(0),
    lines: z.array(z.string().max(8)).min(1).max(mostLines),
  })
  .refine(({ line, start, end, quote }) => start < end && line.slice(start, end) === quote)
  .refine(({ line, place, lines }) => lines[place] === lineKey(line));
export type CommentAnchor = z.infer<typeof CommentAnchor>;

/** Hangs a comment on a stretch of one of the lines; undefined where nothing stands there. */
export function anchorIn(
  lines: readonly ArticleLine[],
  place: number,
  start: number,
  end: number,
): CommentAnchor | undefined {
  const line = lines[place];
  const quote = line?.text.slice(start, end) ?? '';
  if (!line || quote === '') return undefined;
  const { part, text } = line;
  return {
    part,
    line: text,
    start,
    end: start + quote.length,
    quote,
    place,
    lines: lines.map((one) => lineKey(one.text)),
  };
}
