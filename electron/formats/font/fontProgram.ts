import { cffOutlines } from './cffOutlines.ts';
import { damagedFont, FontError } from './fontError.ts';
import type { Outline } from './outline.ts';
import { type CharacterMap, readCharacterMap } from './readCharacterMap.ts';
import { readGlyph } from './readGlyph.ts';
import { readSfntTables, requiredTable, type SfntTables } from './sfntTables.ts';

/** A font, open for its coverage, its widths and its outlines; lengths are in font units. */
export interface FontProgram {
  readonly tables: SfntTables;
  readonly unitsPerEm: number;
  /** Above and below the baseline, the latter negative. */
  readonly ascent: number;
  readonly descent: number;
  /** By CFF curves rather than TrueType's own. */
  readonly isConverted: boolean;
  readonly glyphOf: CharacterMap;
  readonly advanceOf: (glyph: number) => number;
  readonly outlineOf: (glyph: number) => Outline;
}

/** Opens the font in a TrueType or OpenType file, or the font `face` of a collection. Throws FontError where it is damaged. */
export async function openFontProgram(bytes: Buffer, face = 0): Promise<FontProgram> {
  return orDamaged(() => fontProgram(readSfntTables(bytes, face)));
}

/** What `read` gives; a place outside the tables means that they are damaged. */
async function orDamaged<Result>(read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof RangeError ? new FontError(damagedFont) : error;
  }
}

/** The font in these tables. Throws FontError, RangeError. */
export async function fontProgram(tables: SfntTables): Promise<FontProgram> {
  const head = requiredTable(tables, 'head');
  const hhea = requiredTable(tables, 'hhea');
  const widths = requiredTable(tables, 'hmtx');
  const unitsPerEm = head.readUInt16BE(18);
  const ownWidths = hhea.readUInt16BE(34);
  if (unitsPerEm < 16 || ownWidths === 0) throw new FontError(damagedFont);
  const isConverted = tables.has('CFF ');
  return {
    tables,
    unitsPerEm,
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    isConverted,
    glyphOf: readCharacterMap(requiredTable(tables, 'cmap')),
    // The last width counts for all glyphs behind it.
    advanceOf: (glyph) => widths.readUInt16BE(Math.min(glyph, ownWidths - 1) * 4),
    outlineOf: isConverted ? await cffOutlines(tables, unitsPerEm) : trueTypeOutlines(tables, head.readInt16BE(50)),
  };
}

function trueTypeOutlines(tables: SfntTables, longOffsets: number): (glyph: number) => Outline {
  const [glyf, loca] = [requiredTable(tables, 'glyf'), requiredTable(tables, 'loca')];
  const offsetOf = (glyph: number) => (longOffsets ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const bytesOf = (glyph: number) => {
    const [start, end] = [offsetOf(glyph), offsetOf(glyph + 1)];
    if (start > end || end > glyf.length) throw new FontError(damagedFont);
    return glyf.subarray(start, end);
  };
  return (glyph) => readGlyph(bytesOf, glyph);
}
