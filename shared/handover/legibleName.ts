import { z } from 'zod';

/**
 * A text that people read on a screen and compare aloud: one line, no blanks at its ends, nothing that is not seen
 * (controls, marks of direction, halves of characters, line separators).
 */
function legible(characters: number) {
  return z
    .string()
    .min(1)
    .max(characters)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u)
    .refine((text) => text === text.trim());
}

/** Of a machine or a person. */
export const legibleName = legible(40);

/** Of an office. */
export const legibleOffice = legible(100);
