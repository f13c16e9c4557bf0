import type { FontChoice } from '#shared/layout/fontChoice.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { chooseFont, openFamily, type RefusedFont } from './chooseFont.ts';
import { installedFonts } from './installedFonts.ts';
import type { OpenFont } from './shippedFonts.ts';

/** What a slot prints with. */
export interface SlotFont {
  readonly slot: FontSlot;
  readonly font: OpenFont;
  /** Fonts that would have come before it. */
  readonly refused: readonly RefusedFont[];
  /** Single characters that are drawn from other fonts, as somebody decided. */
  readonly substitutes: ReadonlyMap<string, OpenFont>;
}

export type SlotFonts = ReadonlyMap<FontSlot, SlotFont>;

/** The fonts these slots print with on this machine, as the publication chooses. */
export async function slotFonts(slots: readonly FontSlot[], choice: FontChoice): Promise<SlotFonts> {
  const reachesOut = choice.source === 'installedFirst' || choice.substitutes.length > 0;
  const installed = reachesOut ? await installedFonts() : [];
  const fonts = await Promise.all(
    slots.map(async (slot): Promise<SlotFont> => {
      const substitutes = new Map<string, OpenFont>();
      for (const { character, family } of choice.substitutes.filter((substitute) => substitute.slot === slot)) {
        const { font } = await openFamily(family, installed);
        if (font && drawsCharacter(font, character)) substitutes.set(character, font);
      }
      return { slot, ...(await chooseFont(slot, choice, installed)), substitutes };
    }),
  );
  return new Map(fonts.map((font) => [font.slot, font]));
}

/** The font a character of a slot is drawn with; undefined where it is missing. */
export function fontOfCharacter({ font, substitutes }: SlotFont, character: string): OpenFont | undefined {
  const substitute = substitutes.get(character);
  if (substitute) return substitute;
  return drawsCharacter(font, character) ? font : undefined;
}

/** A soft hyphen, a joiner: a page leaves them out although fonts have them, so that a text would not read back the same. */
const neverSeen = /^\p{Default_Ignorable_Code_Point}$/u;

export function drawsCharacter({ program }: OpenFont, character: string): boolean {
  return !neverSeen.test(character) && program.glyphOf(character.codePointAt(0) as number) !== 0;
}
