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

const loaded = new Map<FontSlot, Promise<SlotFont>>();

/** The font of a slot, read once. */
export function slotFont(slot: FontSlot): Promise<SlotFont> {
  let font = loaded.get(slot);
  if (!font) {
    const { name, url } = shippedFonts[slot];
    font = readFile(fileURLToPath(url())).then((bytes) => ({ slot, name, bytes }));
    loaded.set(slot, font);
  }
  return font;
}

function packaged(path: string): string {
  return new URL(`../../../node_modules/${path}`, import.meta.url).href;
}
