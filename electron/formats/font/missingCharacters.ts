import { fontSlotNames } from '#shared/layout/fontSlot.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { openedFont } from './openedFont.ts';
import { slotFont } from './slotFonts.ts';

export interface MissingCharacter {
  readonly slot: SlotText['slot'];
  /** The slot's and the font's name as an editor reads them. */
  readonly font: string;
  readonly character: string;
  readonly places: readonly string[];
}

/** Characters that were asked for and are there, by slot: a look into the font costs more than one into a set. */
const covered = new Map<SlotText['slot'], Set<string>>();

/** Characters the chosen fonts do not have, with every place that uses them; empty where the issue can be exported. */
export async function missingCharacters(texts: readonly SlotText[]): Promise<readonly MissingCharacter[]> {
  const found = new Map<string, { slot: SlotText['slot']; font: string; character: string; places: string[] }>();
  await Promise.all([...new Set(texts.map(({ slot }) => slot))].map(openedFont));
  for (const { slot, text, place } of texts) {
    const font = await openedFont(slot);
    const known = covered.get(slot) ?? new Set();
    covered.set(slot, known);
    for (const character of new Set(text)) {
      if (known.has(character) || /[\n\r\t]/.test(character)) continue;
      if (font.hasGlyphForCodePoint(character.codePointAt(0) as number)) {
        known.add(character);
        continue;
      }
      const key = slot + character;
      const entry = found.get(key) ?? {
        slot,
        font: `${fontSlotNames[slot]}（${(await slotFont(slot)).name}）`,
        character,
        places: [],
      };
      if (!entry.places.includes(place)) entry.places.push(place);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}
