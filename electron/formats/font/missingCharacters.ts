import * as fontkit from 'fontkit';
import { fontSlotNames } from '#shared/layout/fontSlot.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { slotFont } from './slotFonts.ts';

export interface MissingCharacter {
  readonly slot: SlotText['slot'];
  /** The slot's and the font's name as an editor reads them. */
  readonly font: string;
  readonly character: string;
  readonly places: readonly string[];
}

const coverage = new Map<SlotText['slot'], Promise<ReadonlySet<number>>>();

/** Characters the chosen fonts do not have, with every place that uses them; empty where the issue can be exported. */
export async function missingCharacters(texts: readonly SlotText[]): Promise<readonly MissingCharacter[]> {
  const found = new Map<string, { slot: SlotText['slot']; font: string; character: string; places: string[] }>();
  await Promise.all([...new Set(texts.map(({ slot }) => slot))].map(characters));
  for (const { slot, text, place } of texts) {
    const covered = await characters(slot);
    for (const character of new Set(text)) {
      if (covered.has(character.codePointAt(0) as number) || /[\n\r\t]/.test(character)) continue;
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

function characters(slot: SlotText['slot']): Promise<ReadonlySet<number>> {
  let set = coverage.get(slot);
  if (!set) {
    set = slotFont(slot).then(({ bytes }) => new Set((fontkit.create(bytes) as fontkit.Font).characterSet));
    coverage.set(slot, set);
  }
  return set;
}
