import { damagedFont, FontError } from './fontError.ts';
import { type Contour, type Outline, type OutlinePoint, placeOutline } from './outline.ts';

/** Bits of a point's flags (OpenType, "glyf", Simple Glyph Description). */
const simple = { onCurve: 0x01, xShort: 0x02, yShort: 0x04, repeat: 0x08, xSame: 0x10, ySame: 0x20 } as const;

/** Bits of a component's flags (Composite Glyph Description). */
const composite = { words: 0x01, xyValues: 0x02, scale: 0x08, more: 0x20, xyScale: 0x40, twoByTwo: 0x80 } as const;

/** Far beyond any real glyph; a made-up file could ask for billions. */
const most = { depth: 6, points: 20_000 } as const;

/**
 * The outline of a TrueType glyph, components put in place and hints left out: they fit strokes to the pixels of screens.
 * `bytesOf` gives a glyph's part of `glyf`. Throws FontError, RangeError.
 */
export function readGlyph(bytesOf: (glyph: number) => Buffer, glyph: number, depth = 0): Outline {
  const bytes = bytesOf(glyph);
  if (bytes.length === 0) return [];
  const contours = bytes.readInt16BE(0);
  const outline = contours >= 0 ? readSimple(bytes, contours) : readComposite(bytes, bytesOf, depth);
  if (outline.reduce((count, { length }) => count + length, 0) > most.points) throw new FontError(damagedFont);
  return outline;
}

function readSimple(bytes: Buffer, contours: number): Outline {
  const ends = Array.from({ length: contours }, (_, index) => bytes.readUInt16BE(10 + index * 2));
  const count = (ends.at(-1) ?? -1) + 1;
  if (count > most.points) throw new FontError(damagedFont);
  const instructions = 10 + contours * 2;
  let at = instructions + 2 + bytes.readUInt16BE(instructions);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = bytes.readUInt8(at);
    at += 1;
    flags.push(flag);
    if ((flag & simple.repeat) === 0) continue;
    for (let times = bytes.readUInt8(at); times > 0; times -= 1) flags.push(flag);
    at += 1;
  }
  const readAxis = (short: number, same: number) => {
    let value = 0;
    return flags.slice(0, count).map((flag) => {
      if (flag & short) {
        value += flag & same ? bytes.readUInt8(at) : -bytes.readUInt8(at);
        at += 1;
      } else if ((flag & same) === 0) {
        value += bytes.readInt16BE(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = readAxis(simple.xShort, simple.xSame);
  const ys = readAxis(simple.yShort, simple.ySame);
  const points = xs.map((x, index) => ({
    x,
    y: ys[index] as number,
    isOn: ((flags[index] as number) & simple.onCurve) !== 0,
  }));
  return ends.map((end, index) => points.slice((ends[index - 1] ?? -1) + 1, end + 1));
}

function readComposite(bytes: Buffer, bytesOf: (glyph: number) => Buffer, depth: number): Outline {
  if (depth > most.depth) throw new FontError(damagedFont);
  const outline: Contour[] = [];
  let at = 10;
  for (let flags: number = composite.more; flags & composite.more; ) {
    flags = bytes.readUInt16BE(at);
    const part = readGlyph(bytesOf, bytes.readUInt16BE(at + 2), depth + 1);
    at += 4;
    const size = flags & composite.words ? 2 : 1;
    const read = flags & composite.xyValues ? 'readIntBE' : 'readUIntBE';
    const first = bytes[read](at, size);
    const second = bytes[read](at + size, size);
    at += 2 * size;
    const numbers = flags & composite.twoByTwo ? 4 : flags & composite.xyScale ? 2 : flags & composite.scale ? 1 : 0;
    const scales = Array.from({ length: numbers }, (_, index) => bytes.readInt16BE(at + index * 2) / 0x4000);
    at += numbers * 2;
    const turned = transform(part, scales);
    // Without xy values the numbers name two points that come to lie on each other.
    const [xShift, yShift] =
      flags & composite.xyValues ? [first, second] : between(outline.flat()[first], turned.flat()[second]);
    outline.push(...placeOutline(turned, { xShift, yShift }));
    if (outline.length > most.points) throw new FontError(damagedFont);
  }
  return outline;
}

/** One number scales both axes, two scale each, four are a matrix [xx, xy, yx, yy]. */
function transform(outline: Outline, scales: readonly number[]): Outline {
  const [xx, second, yx = 0, fourth] = scales;
  if (xx === undefined) return outline;
  const xy = fourth === undefined ? 0 : (second as number);
  const yy = fourth ?? second ?? xx;
  return outline.map((contour) => contour.map(({ x, y, isOn }) => ({ x: xx * x + yx * y, y: xy * x + yy * y, isOn })));
}

function between(to: OutlinePoint | undefined, from: OutlinePoint | undefined): readonly [number, number] {
  if (!to || !from) throw new FontError(damagedFont);
  return [to.x - from.x, to.y - from.y];
}
