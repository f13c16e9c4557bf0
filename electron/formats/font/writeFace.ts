import { uint16s, uint32s } from './bigEndian.ts';
import type { FittedGlyph } from './fitGlyph.ts';
import { requiredTable, type SfntTables } from './sfntTables.ts';
import { writeCharacterMap } from './writeCharacterMap.ts';
import { type Bounds, writeGlyph, writtenBounds } from './writeGlyph.ts';
import { writeNames } from './writeNames.ts';
import { writeSfnt } from './writeSfnt.ts';
import { writeSqueeze } from './writeSqueeze.ts';

export interface Face {
  readonly unitsPerEm: number;
  readonly ascent: number;
  /** Below the baseline, negative. */
  readonly descent: number;
  /** By character, in the order of code points. */
  readonly glyphs: ReadonlyMap<string, FittedGlyph>;
  /** The font whose name, version and rights the face carries on. */
  readonly source: SfntTables;
}

/** A static TrueType font with exactly these characters. The same face gives the same bytes. */
export function writeFace(face: Face): Buffer {
  const { unitsPerEm, ascent, descent, source } = face;
  const characters = [...face.glyphs.keys()];
  const codePoints = characters.map((character) => character.codePointAt(0) as number);
  // Glyph 0 stands for what a font does not have; nothing that is printed comes to it.
  const glyphs: FittedGlyph[] = [{ outline: [], advance: unitsPerEm }, ...face.glyphs.values()];
  const drawn = glyphs.map(({ outline }) => writeGlyph(outline));
  const bounds = drawn.map(writtenBounds);
  const inked = bounds.filter((bound) => bound !== undefined);
  const edge = (side: keyof Bounds, pick: (...values: readonly number[]) => number) =>
    inked.length === 0 ? 0 : pick(...inked.map((bound) => bound[side]));
  const box = {
    xMin: edge('xMin', Math.min),
    yMin: edge('yMin', Math.min),
    xMax: edge('xMax', Math.max),
    yMax: edge('yMax', Math.max),
  };
  let offset = 0;
  const offsets = drawn.map(({ length }) => {
    offset += length;
    return offset;
  });

  const head = Buffer.from(requiredTable(source, 'head').subarray(0, 54));
  // The baseline lies at y = 0, each outline begins at its left bearing.
  head.writeUInt16BE(0x0003, 16);
  head.writeUInt16BE(unitsPerEm, 18);
  uint16s(box.xMin, box.yMin, box.xMax, box.yMax).copy(head, 36);
  // Upright and regular; long offsets.
  head.writeUInt16BE(0, 44);
  uint16s(2, 1, 0).copy(head, 48);

  const rightBearings = glyphs.map(({ advance }, index) => advance - (bounds[index]?.xMax ?? advance));
  const leftBearings = bounds.map((bound) => bound?.xMin ?? 0);
  const horizontal = Buffer.concat([
    uint16s(1, 0, ascent, descent, 0, Math.max(...glyphs.map(({ advance }) => advance))),
    uint16s(Math.min(...leftBearings), Math.min(...rightBearings), box.xMax, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length),
  ]);
  const largest = (count: (glyph: FittedGlyph) => number) => Math.max(...glyphs.map(count));
  const limits = uint16s(
    1,
    0,
    glyphs.length,
    largest(({ outline }) => outline.reduce((sum, { length }) => sum + length, 0)),
    largest(({ outline }) => outline.length),
    ...[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  );
  const tables = new Map<string, Buffer>([
    ['head', head],
    ['hhea', horizontal],
    ['maxp', limits],
    ['hmtx', uint16s(...glyphs.flatMap(({ advance }, index) => [advance, leftBearings[index] as number]))],
    ['loca', uint32s(0, ...offsets)],
    ['glyf', Buffer.concat(drawn)],
    ['cmap', writeCharacterMap(codePoints)],
    ['OS/2', describe(face, codePoints)],
    ['name', writeNames(source)],
    ['post', Buffer.concat([uint32s(0x00030000, 0), uint16s(-unitsPerEm / 10, unitsPerEm / 20), Buffer.alloc(20)])],
  ]);
  const squeeze = writeSqueeze(characters, unitsPerEm);
  if (squeeze) tables.set('GPOS', squeeze);
  return writeSfnt(tables);
}

/** OS/2, version 4: rights, weight and the kind of letters are the source's, heights those of the face. */
function describe({ unitsPerEm, ascent, descent, source }: Face, codePoints: readonly number[]): Buffer {
  const bytes = Buffer.alloc(96);
  const own = source.get('OS/2');
  own?.copy(bytes, 0, 0, Math.min(own.length, 86));
  const regular = 0x0040;
  uint16s(4, unitsPerEm).copy(bytes, 0);
  const plane = codePoints.map((codePoint) => Math.min(codePoint, 0xffff));
  uint16s(regular, plane[0] ?? 0, plane.at(-1) ?? 0, ascent, descent, 0, ascent, -descent).copy(bytes, 62);
  return bytes;
}
