import type { FontSlot } from './fontSlot.ts';
import type { LayoutParameters } from './layoutParameters.ts';

const digits = /[!-~]/;

/** Marks that free 楷体 fonts draw half as wide as Chinese text wants them; 仿宋 lends its own. */
const lentMarks = /[·‘’“”]/;

/** Numbers in rings from 11 on, which 仿宋 fonts mostly end before; 宋体 has them. */
const lentNumbers = /[⑪-⑳]/;

/** The same ranges for CSS: what the faces of these slots are for, all else being left to the next family. */
export const unicodeRanges: Readonly<Partial<Record<FontSlot, string>>> = {
  digits: 'U+21-7E',
  kai: 'U+0-B6,U+B8-2017,U+201A-201B,U+201E-10FFFF',
};

/** The slot whose font draws a character of a text that is set in `slot`. */
export function characterSlot(slot: FontSlot, character: string, parameters: LayoutParameters): FontSlot {
  if (slot === 'body' && parameters.digitsFace === 'digits' && digits.test(character)) return 'digits';
  if (slot === 'body' && lentNumbers.test(character)) return 'song';
  if (slot === 'kai' && lentMarks.test(character)) return 'body';
  return slot;
}
