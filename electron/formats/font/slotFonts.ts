import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { woffToTrueType } from './woffToTrueType.ts';

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
  // The files of this package named "latin" hold the whole font; those with a number hold slices of it. The WOFF file
  // unpacks in a fraction of the time that its WOFF2 twin takes.
  kai: { name: 'LXGW WenKai', url: () => packaged('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff') },
  body: {
    name: 'Neikan Fang',
    url: () => new URL('../../../resources/fonts/NeikanFang-Regular.ttf', import.meta.url).href,
  },
};

export interface SlotFont {
  readonly slot: FontSlot;
  /** The name an export gives for the font. */
  readonly name: string;
  /** The file as it ships. */
  readonly file: Buffer;
  /** The TrueType font in it. */
  readonly bytes: Buffer;
}

/** By file: two slots may share one. */
const fonts = new Map<string, Promise<Pick<SlotFont, 'file' | 'bytes'>>>();

/** The font of a slot; each file is read and unpacked once. */
export async function slotFont(slot: FontSlot): Promise<SlotFont> {
  const { name, url } = shippedFonts[slot];
  const path = fileURLToPath(url());
  let font = fonts.get(path);
  if (!font) {
    font = readFont(path);
    fonts.set(path, font);
  }
  return { slot, name, ...(await font) };
}

async function readFont(path: string): Promise<Pick<SlotFont, 'file' | 'bytes'>> {
  const file = await readFile(path);
  return { file, bytes: path.endsWith('.woff') ? await woffToTrueType(file) : file };
}

function packaged(path: string): string {
  return new URL(`../../../node_modules/${path}`, import.meta.url).href;
}
