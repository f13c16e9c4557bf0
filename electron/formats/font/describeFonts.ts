import { sm3 } from 'hash-wasm';
import { type FontSlot, fontSlotNames } from '#shared/layout/fontSlot.ts';
import type { LayoutFont } from '#shared/layout/layoutManifest.ts';
import { openedFont } from './openedFont.ts';
import { slotFont } from './slotFonts.ts';

const described = new Map<FontSlot, Promise<LayoutFont>>();
/** By file: two slots may share one. */
const hashes = new WeakMap<Buffer, Promise<string>>();

/** Name, version and SM3 of the font file each slot prints with; each file is hashed once in the life of the process. */
export function describeFonts(slots: readonly FontSlot[]): Promise<readonly LayoutFont[]> {
  return Promise.all(
    slots.map((slot) => {
      let font = described.get(slot);
      if (!font) {
        font = describe(slot);
        described.set(slot, font);
      }
      return font;
    }),
  );
}

/** One sentence a slot: the free fonts that ship stand in for the faces an office has licensed. */
export function substitutionNotes(fonts: readonly LayoutFont[]): readonly string[] {
  return fonts.map(({ slot, name }) => `${fontSlotNames[slot]}用随程序提供的${name}`);
}

async function describe(slot: FontSlot): Promise<LayoutFont> {
  const [{ name, file }, { version }] = await Promise.all([slotFont(slot), openedFont(slot)]);
  let hash = hashes.get(file);
  if (!hash) {
    hash = sm3(file);
    hashes.set(file, hash);
  }
  return { slot, name, version: String(version), sm3: await hash };
}
