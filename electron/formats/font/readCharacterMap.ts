import { damagedFont, FontError } from './fontError.ts';

/** The glyph of a Unicode code point; 0 where the font has none. */
export type CharacterMap = (codePoint: number) => number;

/** Encodings of `cmap` that say Unicode, the whole of it before its first plane (OpenType, "cmap"). */
const unicodeEncodings = ['3.10', '0.6', '0.4', '3.1', '0.3', '0.2', '0.1', '0.0'];

/** Reads the Unicode part of a `cmap` table: format 12 (all planes) or 4 (the first). Throws FontError, RangeError. */
export function readCharacterMap(cmap: Buffer): CharacterMap {
  const offsets = new Map<string, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const at = 4 + index * 8;
    offsets.set(`${cmap.readUInt16BE(at)}.${cmap.readUInt16BE(at + 2)}`, cmap.readUInt32BE(at + 4));
  }
  for (const encoding of unicodeEncodings) {
    const offset = offsets.get(encoding);
    if (offset === undefined) continue;
    const format = cmap.readUInt16BE(offset);
    if (format === 12) return readGroups(cmap.subarray(offset));
    if (format === 4) return readSegments(cmap.subarray(offset));
  }
  throw new FontError(damagedFont);
}

function readGroups(table: Buffer): CharacterMap {
  const count = table.readUInt32BE(12);
  if (16 + count * 12 > table.length) throw new FontError(damagedFont);
  return (codePoint) => {
    const group = lastBegunBy(codePoint, count, (index) => table.readUInt32BE(16 + index * 12));
    if (group < 0) return 0;
    const at = 16 + group * 12;
    if (codePoint > table.readUInt32BE(at + 4)) return 0;
    return table.readUInt32BE(at + 8) + codePoint - table.readUInt32BE(at);
  };
}

function readSegments(table: Buffer): CharacterMap {
  const doubled = table.readUInt16BE(6);
  const [ends, starts] = [14, 16 + doubled] as const;
  const [deltas, offsets] = [starts + doubled, starts + 2 * doubled] as const;
  if (offsets + doubled > table.length) throw new FontError(damagedFont);
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    const segment = lastBegunBy(codePoint, doubled / 2, (index) => table.readUInt16BE(starts + index * 2)) * 2;
    if (segment < 0 || codePoint > table.readUInt16BE(ends + segment)) return 0;
    const delta = table.readUInt16BE(deltas + segment);
    const offset = table.readUInt16BE(offsets + segment);
    if (offset === 0) return (codePoint + delta) & 0xffff;
    // Counted from the place where the offset itself stands.
    const at = offsets + segment + offset + (codePoint - table.readUInt16BE(starts + segment)) * 2;
    const glyph = table.readUInt16BE(at);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** The last of `count` ascending ranges that begins at or before a code point; −1 where none does. */
function lastBegunBy(codePoint: number, count: number, startOf: (index: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
