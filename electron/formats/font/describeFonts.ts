import { setImmediate } from 'node:timers/promises';
import { createSM3 } from 'hash-wasm';
import { fontSlotNames } from '#shared/layout/fontSlot.ts';
import type { LayoutFont } from '#shared/layout/layoutManifest.ts';
import { fontName, nameKinds, readFontNames } from './fontNames.ts';
import type { OpenFont } from './shippedFonts.ts';
import type { SlotFont, SlotFonts } from './slotFonts.ts';

/** By file: two slots may share one. Each is hashed once in the life of the process. */
const hashes = new WeakMap<Buffer, Promise<string>>();

/** Name, version and SM3 of the font file each slot prints with, and of those that single characters are taken from. */
export async function describeFonts(fonts: SlotFonts): Promise<readonly LayoutFont[]> {
  const described = await Promise.all(
    [...fonts.values()].map(async ({ slot, font, substitutes }) => {
      const byFont = Map.groupBy(substitutes.keys(), (character) => substitutes.get(character) as OpenFont);
      const others = [...byFont].map(async ([other, characters]) => ({
        ...(await describe(slot, other)),
        characters: characters.sort().join(''),
      }));
      return [await describe(slot, font), ...(await Promise.all(others))];
    }),
  );
  return described.flat();
}

/** One sentence for each font that stands in for another: what was passed over and why, what prints instead, and where. */
export function substitutionNotes(fonts: SlotFonts): readonly string[] {
  return [...fonts.values()].flatMap(({ slot, font, refused, substitutes }) => {
    const slotName = fontSlotNames[slot];
    return [
      ...refused.map(
        ({ family, fileName, reason }) =>
          `${slotName}没有用${family}${fileName === '' ? '' : `（${fileName}）`}：${reason}`,
      ),
      ...(font.origin === 'shipped' ? [`${slotName}用随程序提供的${font.name}`] : []),
      ...[...substitutes].map(([character, { name }]) => `${slotName}中的“${character}”用${name}代替`),
    ];
  });
}

async function describe(
  slot: SlotFont['slot'],
  { name, origin, fileName, file, program }: OpenFont,
): Promise<LayoutFont> {
  let hash = hashes.get(file);
  if (!hash) {
    hash = hashInPieces(file);
    hashes.set(file, hash);
  }
  const names = program.tables.get('name');
  const version = (names && fontName(readFontNames(names), nameKinds.version)) ?? '';
  return { slot, name, origin, fileName, version, sm3: await hash };
}

/** A piece takes 3 ms (measured): a font whole takes 80, in which the browser would wait for the page it is to print. */
const pieceBytes = 256 * 1024;

async function hashInPieces(bytes: Buffer): Promise<string> {
  const hash = await createSM3();
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    hash.update(bytes.subarray(start, start + pieceBytes));
    await setImmediate();
  }
  return hash.digest('hex');
}
