import type { CharacterSubstitute } from '#shared/layout/fontChoice.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { openFamily } from './chooseFont.ts';
import { installedFonts } from './installedFonts.ts';
import type { MissingCharacter } from './missingCharacters.ts';
import { shippedFont } from './shippedFonts.ts';
import { slotFamilies } from './slotFamilies.ts';
import { drawsCharacter } from './slotFonts.ts';

export interface SubstituteProposal extends Omit<CharacterSubstitute, 'family'> {
  /** Families that have the character, the nearest in look first; each may stand in a substitute. */
  readonly families: readonly string[];
}

/** The slots whose faces look most like a slot's own, that one first. */
const nearestSlots: Readonly<Record<FontSlot, readonly FontSlot[]>> = {
  title: ['title', 'song', 'hei', 'kai', 'body'],
  body: ['body', 'kai', 'song', 'hei'],
  kai: ['kai', 'body', 'song', 'hei'],
  hei: ['hei', 'title', 'song', 'kai', 'body'],
  song: ['song', 'body', 'kai', 'hei'],
  digits: ['digits', 'body', 'kai', 'hei'],
};

/**
 * For each missing character the families on this machine that have it: the slot's licensed ones, the one that ships for
 * it, then those of other slots. Which of them is right is for a person to say; the list is empty where none has it.
 */
export async function proposeSubstitutes(missing: readonly MissingCharacter[]): Promise<readonly SubstituteProposal[]> {
  const installed = await installedFonts();
  return Promise.all(
    missing.map(async ({ slot, character }) => {
      const families = new Map<string, string>();
      for (const near of nearestSlots[slot]) {
        const licensed = await Promise.all(slotFamilies[near].map((family) => openFamily(family, installed)));
        for (const font of [...licensed.map((found) => found.font), await shippedFont(near)]) {
          // One file may be known by several names, and ship for several slots.
          if (font && drawsCharacter(font, character) && !families.has(font.key)) families.set(font.key, font.name);
        }
      }
      return { slot, character, families: [...families.values()] };
    }),
  );
}
