import subsetFont from 'subset-font';
import { type FontFace, type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { slotFont } from './slotFonts.ts';

/** Only what horizontal Chinese text uses (`halt` closes punctuation up): whole layout tables double the time. */
const subsetOptions = {
  targetFormat: 'truetype',
  keepFeatures: ['halt', 'chws', 'ccmp', 'locl', 'liga'],
  dropTables: ['VORG', 'vhea', 'vmtx'],
} as const;

/** How many subsets of a slot are kept: those of the issues that are worked on in turn. */
const keptSubsets = 4;

/** By slot, and in it by characters, the one that was used last at the end. */
const subsets = new Map<FontSlot, Map<string, Promise<FontFace>>>();

/**
 * The characters an issue has used so far, by slot. Subsets that follow it only grow: an edit costs nothing but where it
 * brings a character the issue never had, at the price that the faces hold characters that are gone from the text.
 */
export type UsedCharacters = Map<FontSlot, Set<string>>;

/**
 * The faces an issue prints with: each slot's font cut down to the characters the slot uses, as static TrueType, because
 * Chromium turns anything else into Type 3. With `used` they hold what it holds as well, and it takes in what is new.
 * The last few subsets are kept for the life of the process.
 */
export async function subsetFaces(texts: readonly SlotText[], used?: UsedCharacters): Promise<readonly FontFace[]> {
  return Promise.all(
    usedSlots(texts).map((slot) => {
      const characters = used?.get(slot) ?? new Set<string>();
      used?.set(slot, characters);
      for (const { slot: its, text } of texts) {
        if (its === slot) for (const character of text) characters.add(character);
      }
      return subset(slot, [...characters].sort().join(''));
    }),
  );
}

/** The slots that draw something, in the order of all slots. */
export function usedSlots(texts: readonly SlotText[]): readonly FontSlot[] {
  return fontSlots.filter((slot) => texts.some((text) => text.slot === slot));
}

function subset(slot: FontSlot, text: string): Promise<FontFace> {
  const kept = subsets.get(slot) ?? new Map<string, Promise<FontFace>>();
  subsets.set(slot, kept);
  const face = kept.get(text) ?? cutDown(slot, text);
  kept.delete(text);
  kept.set(text, face);
  for (const oldest of [...kept.keys()].slice(0, -keptSubsets)) kept.delete(oldest);
  return face;
}

async function cutDown(slot: FontSlot, text: string): Promise<FontFace> {
  const bytes = await subsetFont((await slotFont(slot)).bytes, text, subsetOptions);
  return { slot, dataUrl: `data:font/ttf;base64,${bytes.toString('base64')}` };
}
