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

export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => inline.text).join('');
}
