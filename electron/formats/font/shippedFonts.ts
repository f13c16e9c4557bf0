import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { type FontProgram, fontProgram, openFontProgram } from './fontProgram.ts';
import { readWoffTables } from './readWoffTables.ts';

/** The free fonts that ship with the program, one a slot. Their widths are those of the slot, whatever it prints with. */
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

/** A font file, open. */
export interface OpenFont {
  /** The name an export gives for the font. */
  readonly name: string;
  readonly origin: 'shipped' | 'installed';
  readonly fileName: string;
  /** Tells this file, as it is now, from every other. */
  readonly key: string;
  /** The file as it stands on the disk. */
  readonly file: Buffer;
  readonly program: FontProgram;
}

/** By path: two slots may share a file. */
const opened = new Map<string, Promise<Pick<OpenFont, 'file' | 'program'>>>();

/** The font that ships for a slot; each file is read once in the life of the process. */
export async function shippedFont(slot: FontSlot): Promise<OpenFont> {
  const { name, url } = shippedFonts[slot];
  const path = fileURLToPath(url());
  let font = opened.get(path);
  if (!font) {
    font = openFile(path);
    opened.set(path, font);
  }
  return { name, origin: 'shipped', fileName: basename(path), key: path, ...(await font) };
}

/** The slot whose shipped font has this name. */
export function shippedSlot(name: string): FontSlot | undefined {
  return (Object.keys(shippedFonts) as FontSlot[]).find((slot) => shippedFonts[slot].name === name);
}

async function openFile(path: string): Promise<Pick<OpenFont, 'file' | 'program'>> {
  const file = await readFile(path);
  const isPacked = path.endsWith('.woff');
  return { file, program: isPacked ? await fontProgram(await readWoffTables(file)) : await openFontProgram(file) };
}

function packaged(path: string): string {
  return new URL(`../../../node_modules/${path}`, import.meta.url).href;
}
