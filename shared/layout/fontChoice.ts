import { z } from 'zod';
import { fontSlots } from './fontSlot.ts';

const family = z.string().trim().min(1).max(100);

/** A character that a slot's font does not have, and the family from which somebody decided to take it. */
export const CharacterSubstitute = z.strictObject({
  slot: z.enum(fontSlots),
  character: z.string().refine((text) => [...text].length === 1),
  family,
});
export type CharacterSubstitute = z.infer<typeof CharacterSubstitute>;

/**
 * Which fonts a publication prints with. Whichever they are, lines and pages break alike, because the widths of a slot are
 * those of the font that ships for it; only the letters look different. So the office's own fonts come first.
 */
export const FontChoice = z.strictObject({
  source: z.enum(['installedFirst', 'shippedOnly']).default('installedFirst'),
  /** The family a slot prefers to those that are usual for it, by a name the font gives for itself. */
  families: z.partialRecord(z.enum(fontSlots), family).default({}),
  substitutes: z.array(CharacterSubstitute).max(500).default([]),
});
export type FontChoice = z.infer<typeof FontChoice>;

/** The fonts that come with the program and no others: the same pages on every machine, to the byte. */
export const shippedOnly: FontChoice = FontChoice.parse({ source: 'shippedOnly' });
