import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FontSlot } from '#shared/layout/fontSlot.ts';

/** The free fonts that ship with the program, one a slot. */
const shippedFonts: Readonly<Record<FontSlot, { readonly name: string; readonly url: () => string }>> = {
  title: {
    name: 'Noto Serif SC Black',
    url: () => packaged('@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf'),
  },
  song: {
    name: 'Noto Serif SC',
    url: () => packaged('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  },
  digits: {
    name: 'Noto Serif SC',
    url: () => packaged('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  },
  hei: {
    name: 'Noto Sans SC Medium',
    url: () => packaged('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'),
  },
  // The files of this package named "latin" hold the whole font; those with a number hold slices of it.
  kai: { name: 'LXGW WenKai', url: () => packaged('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2') },
  body: {
    name: 'Neikan Fang',
    url: () => new URL('../../../resources/fonts/NeikanFang-Regular.ttf', import.meta.url).href,
  },
};

export interface SlotFont {
  readonly slot: FontSlot;
  /** The name an export gives for the font. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** By file: two slots may share one. */
const files = new Map<string, Promise<Buffer>>();

/** The font of a slot; each file is read once. */
export async function slotFont(slot: FontSlot): Promise<SlotFont> {
  const { name, url } = shippedFonts[slot];
  const path = fileURLToPath(url());
  let bytes = files.get(path);
  if (!bytes) {
    bytes = readFile(path);
    files.set(path, bytes);
  }
  return { slot, name, bytes: await bytes };
}

function packaged(path: string): string {
  return new URL(`../../../node_modules/${path}`, import.meta.url).href;
}
