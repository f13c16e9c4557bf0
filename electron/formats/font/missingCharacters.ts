import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { fontSlotNames } from '#shared/layout/fontSlot.ts';
import type { PartPlace } from '#shared/layout/partPlace.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { fontOfCharacter, type SlotFont, slotFonts } from './slotFonts.ts';
import { usedSlots } from './usedSlots.ts';

export interface MissingCharacter {
  readonly slot: SlotText['slot'];
  /** The slot's and the font's name as an editor reads them. */
  readonly font: string;
  readonly character: string;
  readonly places: readonly string[];
  /** The first of the places as data. */
  readonly at: PartPlace;
}

/**
 * Characters the slots' fonts do not have and nobody chose a substitute for, with every place that uses them; empty where
 * the issue can be exported. Without `fonts` those that ship are asked.
 */
export async function missingCharacters(
  texts: readonly SlotText[],
  fonts?: ReadonlyMap<SlotText['slot'], SlotFont>,
): Promise<readonly MissingCharacter[]> {
  const chosen = fonts ?? (await slotFonts(usedSlots(texts), shippedOnly));
  const head: PartPlace = { part: 'head' };
  const found = new Map<string, MissingCharacter & { places: string[] }>();
  const covered = new Set<string>();
  for (const { slot, text, place, at = head } of texts) {
    const font = chosen.get(slot);
    if (font === undefined) continue;
    for (const character of text) {
      const key = slot + character;
      if (covered.has(key) || /[\n\r\t]/.test(character)) continue;
      if (fontOfCharacter(font, character)) {
        covered.add(key);
        continue;
      }
      const name = `${fontSlotNames[slot]}（${font.font.name}）`;
      const entry = found.get(key) ?? { slot, font: name, character, places: [], at };
      if (!entry.places.includes(place)) entry.places.push(place);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}
