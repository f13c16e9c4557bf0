import { damagedFont, FontError } from './fontError.ts';
import { type Outline, outlineBounds } from './outline.ts';

/** Bits of a point's flags (OpenType, "glyf", Simple Glyph Description). */
const onCurve = 0x01;
const repeat = 0x08;

/** The two bits that say how a step on one axis is written: in one byte, and then whether it is plus; else whether it is none. */
const axes = { x: { short: 0x02, same: 0x10 }, y: { short: 0x04, same: 0x20 } } as const;

/** An outline, its points on whole units, as a simple TrueType glyph without hints. */
export function writeGlyph(outline: Outline): Buffer {
  const contours = outline.filter(({ length }) => length > 0);
  const bounds = outlineBounds(contours);
  if (bounds === undefined) return Buffer.alloc(0);
  const points = contours.flat();
  const xs = writeSteps(points.map(({ x }) => x));
  const ys = writeSteps(points.map(({ y }) => y));
  const flags = packFlags(
    points.map(({ isOn }, index) => {
      const [x, y] = [xs.kinds[index] as StepKind, ys.kinds[index] as StepKind];
      return (isOn ? onCurve : 0) | flagsOf(x, axes.x) | flagsOf(y, axes.y);
    }),
  );
  const flagsAt = 12 + contours.length * 2;
  const xAt = flagsAt + flags.length;
  const yAt = xAt + xs.bytes.length;
  const end = yAt + ys.bytes.length;
  // Glyphs begin on even offsets.
  const bytes = Buffer.alloc(end + (end % 2));
  for (const [index, value] of [contours.length, bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax].entries()) {
    bytes.writeUInt16BE(value & 0xffff, index * 2);
  }
  let last = -1;
  for (const [index, { length }] of contours.entries()) {
    last += length;
    bytes.writeUInt16BE(last, 10 + index * 2);
  }
  bytes.set(flags, flagsAt);
  bytes.set(xs.bytes, xAt);
  bytes.set(ys.bytes, yAt);
  return bytes;
}

export type Bounds = Readonly<Record<'xMin' | 'yMin' | 'xMax' | 'yMax', number>>;

/** The box a written glyph gives for itself; undefined for one without outline. */
export function writtenBounds(glyph: Buffer): Bounds | undefined {
  if (glyph.length === 0) return undefined;
  const at = (index: number) => glyph.readInt16BE(index * 2);
  return { xMin: at(1), yMin: at(2), xMax: at(3), yMax: at(4) };
}

type StepKind = 'none' | 'plus' | 'minus' | 'long';

function flagsOf(kind: StepKind, { short, same }: { readonly short: number; readonly same: number }): number {
  switch (kind) {
    case 'none':
      return same;
    case 'plus':
      return short | same;
    case 'minus':
      return short;
    case 'long':
      return 0;
  }
}

/** The steps from point to point on one axis: none at all, one byte, or two bytes. */
function writeSteps(values: readonly number[]) {
  const kinds: StepKind[] = [];
  const bytes: number[] = [];
  let before = 0;
  for (const value of values) {
    const step = value - before;
    before = value;
    if (step === 0) {
      kinds.push('none');
    } else if (Math.abs(step) < 256) {
      kinds.push(step > 0 ? 'plus' : 'minus');
      bytes.push(Math.abs(step));
    } else {
      if (step < -32768 || step > 32767) throw new FontError(damagedFont);
      kinds.push('long');
      bytes.push((step >> 8) & 0xff, step & 0xff);
    }
  }
  return { kinds, bytes };
}

/** Flags that come again are written once, with the number of times they come again. */
function packFlags(flags: readonly number[]): readonly number[] {
  const packed: number[] = [];
  for (let index = 0; index < flags.length; index += 1) {
    const flag = flags[index] as number;
    let times = 0;
    while (times < 255 && flags[index + times + 1] === flag) times += 1;
    if (times > 0) packed.push(flag | repeat, times);
    else packed.push(flag);
    index += times;
  }
  return packed;
}
