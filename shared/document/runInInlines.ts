import { type Inline, inlineText } from '#shared/issue/inline.ts';
import { runInRanges } from './runInRanges.ts';

/**
 * Inlines without run-in marks as the reader of manuscripts would give them: the run-in sentences marked, and bold that
 * covers the whole of one dropped, because it is only the look of a heading.
 */
export function runInInlines(inlines: readonly Inline[]): Inline[] {
  const ranges = runInRanges(inlineText(inlines));
  if (ranges.length === 0) return [...inlines];
  const result: Inline[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    result.push(...sliceInlines(inlines, from, start));
    const sentence = sliceInlines(inlines, start, end);
    const isWholeBold = sentence.every(({ bold }) => bold);
    for (const { bold, ...inline } of sentence) {
      result.push({ ...inline, ...(bold && !isWholeBold ? { bold } : {}), runIn: true });
    }
    from = end;
  }
  return [...result, ...sliceInlines(inlines, from, Number.POSITIVE_INFINITY)];
}

function sliceInlines(inlines: readonly Inline[], from: number, to: number): Inline[] {
  const result: Inline[] = [];
  let start = 0;
  for (const inline of inlines) {
    const text = inline.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    if (text !== '') result.push({ ...inline, text });
    start += inline.text.length;
  }
  return result;
}
