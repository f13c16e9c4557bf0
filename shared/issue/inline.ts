import { z } from 'zod';

/** A run of text with the marks that print; marks are absent rather than false, so that equal text is equal data. */
export const Inline = z.strictObject({
  text: z.string().min(1),
  bold: z.literal(true).optional(),
  emphasis: z.literal(true).optional(),
  superscript: z.literal(true).optional(),
  /** 串标: the sentence 一是…。 at the start of a passage inside a paragraph. */
  runIn: z.literal(true).optional(),
});
export type Inline = z.infer<typeof Inline>;

/** The plain text of a run of inlines. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => inline.text).join('');
}

/** The inlines between two places of their text, in UTF-16 units; one that a place falls into is cut there. */
export function sliceInlines(inlines: readonly Inline[], from: number, to = Number.POSITIVE_INFINITY): Inline[] {
  const result: Inline[] = [];
  let start = 0;
  for (const inline of inlines) {
    const text = inline.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    if (text !== '') result.push({ ...inline, text });
    start += inline.text.length;
  }
  return result;
}
