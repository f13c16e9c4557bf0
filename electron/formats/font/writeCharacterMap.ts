import { uint16s, uint32s } from './bigEndian.ts';

interface Run {
  first: number;
  last: number;
  readonly glyph: number;
}

/**
 * A `cmap` table for glyphs that are numbered from 1 in the order of their characters: format 4 for the first plane, and
 * format 12 where a character lies beyond it. `codePoints` are sorted.
 */
export function writeCharacterMap(codePoints: readonly number[]): Buffer {
  const runs: Run[] = [];
  for (const [index, codePoint] of codePoints.entries()) {
    const run = runs.at(-1);
    if (run && codePoint === run.last + 1 && codePoint !== 0x10000) run.last = codePoint;
    else runs.push({ first: codePoint, last: codePoint, glyph: index + 1 });
  }
  const plane = writeSegments(runs.filter(({ last }) => last < 0xffff));
  if (runs.every(({ last }) => last <= 0xffff)) return Buffer.concat([uint16s(0, 1, 3, 1), uint32s(12), plane]);
  const all = uint32s(
    0x000c0000,
    16 + runs.length * 12,
    0,
    runs.length,
    ...runs.flatMap(({ first, last, glyph }) => [first, last, glyph]),
  );
  return Buffer.concat([uint16s(0, 2, 3, 1), uint32s(20), uint16s(3, 10), uint32s(20 + plane.length), plane, all]);
}

function writeSegments(runs: readonly Run[]): Buffer {
  // The last segment must be the one of U+FFFF; its delta leads to glyph 0.
  const segments = [...runs, { first: 0xffff, last: 0xffff, glyph: 0x10000 }];
  const doubled = segments.length * 2;
  const power = 2 ** Math.floor(Math.log2(segments.length));
  const body = Buffer.concat([
    uint16s(doubled, power * 2, Math.log2(power), doubled - power * 2),
    uint16s(...segments.map(({ last }) => last), 0),
    uint16s(...segments.map(({ first }) => first)),
    uint16s(...segments.map(({ first, glyph }) => glyph - first)),
    uint16s(...segments.map(() => 0)),
  ]);
  return Buffer.concat([uint16s(4, body.length + 6, 0), body]);
}
