import type { FontChoice } from '#shared/layout/fontChoice.ts';
import { type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import { chooseFont } from './chooseFont.ts';
import type { FontFacts } from './fontFacts.ts';
import { fontRefusal } from './fontRefusal.ts';
import { installedFonts } from './installedFonts.ts';
import { shippedFont } from './shippedFonts.ts';

export interface ListedFamily {
  readonly name: string;
  readonly hasHan: boolean;
}

export interface FontList {
  /** The families that can be printed with, by their names: those of the machine and those that ship. */
  readonly families: ListedFamily[];
  /** What each slot prints with where no family is preferred for it. */
  readonly usual: Record<FontSlot, string>;
}

/** What a publication can choose its fonts from, on this machine. */
export async function listFonts({ source }: Pick<FontChoice, 'source'>): Promise<FontList> {
  const installed = await installedFonts();
  const shipped = await Promise.all(fontSlots.map(shippedFont));
  const families = new Map(shipped.map(({ name }): [string, ListedFamily] => [name, { name, hasHan: true }]));
  for (const facts of installed.filter((one) => fontRefusal(one) === undefined && !one.isSymbols)) {
    const name = shownName(facts);
    if (name !== undefined && !families.has(name)) families.set(name, { name, hasHan: facts.hasHan });
  }
  const usual = fontSlots.map(async (slot): Promise<[FontSlot, string]> => {
    const { font } = await chooseFont(slot, { source, families: {}, substitutes: [] }, installed);
    return [slot, font.name];
  });
  return {
    families: [...families.values()].sort((left, right) => left.name.localeCompare(right.name, 'zh-CN')),
    usual: Object.fromEntries(await Promise.all(usual)) as Record<FontSlot, string>,
  };
}

/** The name in Chinese where the font has one. */
function shownName({ families }: FontFacts): string | undefined {
  return families.find((name) => /\p{Script=Han}/u.test(name)) ?? families[0];
}
