import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FontChoice } from '#shared/layout/fontChoice.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { FontError } from './fontError.ts';
import type { FontFacts } from './fontFacts.ts';
import { openFontProgram } from './fontProgram.ts';
import { fontRefusal } from './fontRefusal.ts';
import { fileStamp } from './installedFonts.ts';
import { type OpenFont, shippedFont, shippedSlot } from './shippedFonts.ts';
import { slotFamilies } from './slotFamilies.ts';

/** A font that would have come first but is not printed with. */
export interface RefusedFont {
  readonly family: string;
  /** Empty where no file has the family. */
  readonly fileName: string;
  /** A part of a Chinese sentence. */
  readonly reason: string;
}

export interface ChosenFont {
  readonly font: OpenFont;
  readonly refused: readonly RefusedFont[];
}

/**
 * The font a slot prints with: the family the publication prefers, then the licensed families that are usual for the slot
 * where the machine has them, then the font that ships. What is met on the way and cannot be used is listed.
 */
export async function chooseFont(
  slot: FontSlot,
  { source, families }: FontChoice,
  installed: readonly FontFacts[],
): Promise<ChosenFont> {
  const refused: RefusedFont[] = [];
  if (source === 'installedFirst') {
    const preferred = families[slot];
    for (const family of [...(preferred === undefined ? [] : [preferred]), ...slotFamilies[slot]]) {
      const found = await openFamily(family, installed);
      // One file may be known by several of the names.
      refused.push(...found.refused.filter(({ fileName }) => refused.every((known) => known.fileName !== fileName)));
      if (found.font) return { font: found.font, refused };
      if (family === preferred && found.refused.length === 0) {
        refused.push({ family, fileName: '', reason: '本机没有安装' });
      }
    }
  }
  return { font: await shippedFont(slot), refused };
}

/** The font of a family, shipped or installed, in its upright cut nearest to regular; with those that were refused. */
export async function openFamily(
  family: string,
  installed: readonly FontFacts[],
): Promise<{ readonly font?: OpenFont; readonly refused: readonly RefusedFont[] }> {
  const shipped = shippedSlot(family);
  if (shipped) return { font: await shippedFont(shipped), refused: [] };
  const refused: RefusedFont[] = [];
  for (const facts of cutsOf(family, installed)) {
    const fileName = basename(facts.path);
    const reason = fontRefusal(facts);
    if (reason !== undefined) {
      refused.push({ family, fileName, reason });
      continue;
    }
    try {
      return { font: { name: family, origin: 'installed', fileName, ...(await openInstalled(facts)) }, refused };
    } catch (error) {
      if (!(error instanceof FontError)) throw error;
      refused.push({ family, fileName, reason: error.message });
    }
  }
  return { refused };
}

function cutsOf(family: string, installed: readonly FontFacts[]): readonly FontFacts[] {
  const wanted = family.toLowerCase();
  const distance = ({ isItalic, weight }: FontFacts) => (isItalic ? 1000 : 0) + Math.abs(weight - 400);
  return installed
    .filter(({ families }) => families.some((name) => name.toLowerCase() === wanted))
    .sort((left, right) => distance(left) - distance(right));
}

type OpenedFile = Pick<OpenFont, 'key' | 'file' | 'program'>;

/** By path and face, with the stamp of the file that was read: one that has changed is read again. */
const opened = new Map<string, { readonly stamp: string; readonly font: Promise<OpenedFile> }>();

async function openInstalled({ path, face }: FontFacts): Promise<OpenedFile> {
  const stamp = await fileStamp(path);
  if (stamp === undefined) throw new FontError('字体文件无法读取');
  const place = `${path} ${face}`;
  let known = opened.get(place);
  if (known?.stamp !== stamp) {
    const key = `${face} ${stamp}`;
    known = {
      stamp,
      font: readFile(path).then(async (file) => ({ key, file, program: await openFontProgram(file, face) })),
    };
    opened.set(place, known);
  }
  return known.font;
}
