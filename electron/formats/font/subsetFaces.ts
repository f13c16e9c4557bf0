import { shippedOnly } from '#shared/layout/fontChoice.ts';
import type { FontFace, FontSlot } from '#shared/layout/fontSlot.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { fitGlyph } from './fitGlyph.ts';
import { damagedFont, FontError } from './fontError.ts';
import type { FontProgram } from './fontProgram.ts';
import { type OpenFont, shippedFont } from './shippedFonts.ts';
import { fontOfCharacter, type SlotFont, type SlotFonts, slotFonts } from './slotFonts.ts';
import { squeezedMark, tellingMarks } from './squeezedMarks.ts';
import { usedSlots } from './usedSlots.ts';
import { writeFace } from './writeFace.ts';

/** How many subsets of a slot are kept: those of the issues that are worked on in turn. */
const keptSubsets = 4;

/** What a page shows as a blank: one that no face has is borrowed from another font of the machine. */
const blanks: ReadonlySet<string> = new Set('\t\n\r');

/** By slot, and in it by fonts and characters, the one that was used last at the end. */
const subsets = new Map<FontSlot, Map<string, Promise<FontFace>>>();

/**
 * The characters an issue has used so far, by slot. Subsets that follow it only grow: an edit costs nothing but where it
 * brings a character the issue never had, at the price that the faces hold characters that are gone from the text.
 */
export type UsedCharacters = Map<FontSlot, Set<string>>;

/**
 * The faces an issue prints with: each slot's font cut down to the characters the slot uses (and the marks by which
 * Chromium tells how to set them), as static TrueType, because it turns anything else into Type 3. With `used` they hold what it holds as well, and it takes in what is new.
 * Without `fonts` they are cut from those that ship. The last few subsets are kept for the life of the process.
 */
export async function subsetFaces(
  texts: readonly SlotText[],
  { used, fonts }: { readonly used?: UsedCharacters | undefined; readonly fonts?: SlotFonts } = {},
): Promise<readonly FontFace[]> {
  const chosen = fonts ?? (await slotFonts(usedSlots(texts), shippedOnly));
  return Promise.all(
    usedSlots(texts).map((slot) => {
      const characters = used?.get(slot) ?? new Set<string>();
      used?.set(slot, characters);
      for (const { slot: its, text } of texts) {
        if (its === slot) for (const character of text) characters.add(blanks.has(character) ? ' ' : character);
      }
      return subset(chosen.get(slot) as SlotFont, characters);
    }),
  );
}

function subset(slotFont: SlotFont, characters: ReadonlySet<string>): Promise<FontFace> {
  const { slot, font, substitutes } = slotFont;
  const kept = subsets.get(slot) ?? new Map<string, Promise<FontFace>>();
  subsets.set(slot, kept);
  const sorted = inOrder(characters);
  const others = [...substitutes].map(([character, { key }]) => character + key);
  const key = JSON.stringify([font.key, others, sorted.join('')]);
  const face = kept.get(key) ?? cutDown(slotFont, sorted);
  kept.delete(key);
  kept.set(key, face);
  for (const oldest of [...kept.keys()].slice(0, -keptSubsets)) kept.delete(oldest);
  return face;
}

async function cutDown(slotFont: SlotFont, characters: readonly string[]): Promise<FontFace> {
  const { slot, font } = slotFont;
  const shipped = await shippedFont(slot);
  const measures = shipped.program;
  const { ascent, descent } = await lineMeasures(slot);
  const unitsPerEm = faceUnits(font.program);
  const glyphs = withTellingMarks(characters).flatMap((character) => {
    const drawn = fontOfCharacter(slotFont, character) ?? (tellingMarks.includes(character) ? shipped : undefined);
    if (!drawn) return [];
    const typeScale = slot === 'digits' ? digitWidth(measures) / digitWidth(drawn.program) : 1;
    return [
      [character, orNamed(drawn, () => fitGlyph(character, drawn.program, measures, unitsPerEm, typeScale))] as const,
    ];
  });
  const bytes = orNamed(font, () =>
    writeFace({
      unitsPerEm,
      ascent: Math.round(ascent * unitsPerEm),
      descent: Math.round(descent * unitsPerEm),
      glyphs: new Map(glyphs),
      source: font.program.tables,
    }),
  );
  return { slot, dataUrl: `data:font/ttf;base64,${bytes.toString('base64')}` };
}

/** Whether marks are closed up must not depend on which of them an issue happens to use. */
function withTellingMarks(characters: readonly string[]): readonly string[] {
  const hasMark = characters.some((character) => squeezedMark(character) !== undefined);
  return hasMark ? inOrder(new Set([...characters, ...tellingMarks])) : characters;
}

function inOrder(characters: Iterable<string>): readonly string[] {
  return [...characters].sort((left, right) => (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0));
}

/**
 * A thousand units to the em at the least, where moved and converted points find places that are near enough: old fonts
 * have 256. A multiple of the font's own, so that other points stay where they are.
 */
function faceUnits({ unitsPerEm, isConverted }: FontProgram): number {
  return unitsPerEm * Math.ceil((isConverted ? 2000 : 1000) / unitsPerEm);
}

/** Ascent and descent in parts of the em. Slots that stand in lines of 仿宋 have its own: a bold word moves no line. */
async function lineMeasures(slot: FontSlot): Promise<{ readonly ascent: number; readonly descent: number }> {
  const own = slot === 'title' || slot === 'song' ? slot : 'body';
  const { ascent, descent, unitsPerEm } = (await shippedFont(own)).program;
  return { ascent: ascent / unitsPerEm, descent: descent / unitsPerEm };
}

/** In parts of the em; 1 where a font has no digits, so that nothing is made of it. */
function digitWidth({ glyphOf, advanceOf, unitsPerEm }: FontProgram): number {
  const glyph = glyphOf('0'.charCodeAt(0));
  return glyph === 0 ? 1 : advanceOf(glyph) / unitsPerEm;
}

/** A damaged outline is told of with the file it stands in. */
function orNamed<Result>({ name, fileName }: OpenFont, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FontError || error instanceof RangeError)) throw error;
    throw new FontError(`${damagedFont}：${name}（${fileName}）。请重新安装这个字体，或者在刊物的版式中改用别的字体。`);
  }
}
