import { type Inline, inlineText, sliceInlines } from '#shared/issue/inline.ts';
import { runInRanges } from './runInRanges.ts';

/**
 * Inlines with their run-in sentences marked, and bold that covers the whole of one dropped, because it is only the look
 * of a heading. Reading a manuscript and leaving the editor both mark by it.
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
  return [...result, ...sliceInlines(inlines, from)];
}
