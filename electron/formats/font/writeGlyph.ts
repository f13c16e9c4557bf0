import { uint16s } from './bigEndian.ts';
import { damagedFont, FontError } from './fontError.ts';
import { type Outline, outlineBounds } from './outline.ts';

/** Bits of a point's flags (OpenType, "glyf", Simple Glyph Description). */
const onCurve = 0x01;
const repeat = 0x08;

/** An outline, its points on whole units, as a simple TrueType glyph without hints. */
export function writeGlyph(outline: Outline): Buffer {
  const contours = outline.filter(({ length }) => length > 0);
  const bounds = outlineBounds(contours);
  if (bounds === undefined) return Buffer.alloc(0);
  const points = contours.flat();
  const xs = writeAxis(
    points.map(({ x }) => x),
    0x02,
    0x10,
  );
  const ys = writeAxis(
    points.map(({ y }) => y),
    0x04,
    0x20,
  );
  const flags = points.map(
    ({ isOn }, index) => (isOn ? onCurve : 0) | (xs.flags[index] as number) | (ys.flags[index] as number),
  );
  let last = -1;
  const ends = contours.map(({ length }) => {
    last += length;
    return last;
  });
  const bytes = Buffer.concat([
    uint16s(contours.length, bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax, ...ends, 0),
    Buffer.from(packFlags(flags)),
    Buffer.from(xs.bytes),
    Buffer.from(ys.bytes),
  ]);
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
}

/** Steps from point to point on one axis: none, one byte with the sign among the flags (`same` is plus), or two bytes. */
function writeAxis(values: readonly number[], short: number, same: number) {
  const flags: number[] = [];
  const bytes: number[] = [];
  let before = 0;
  for (const value of values) {
    const step = value - before;
    before = value;
    if (step === 0) {
      flags.push(same);
    } else if (Math.abs(step) < 256) {
      flags.push(step > 0 ? short | same : short);
      bytes.push(Math.abs(step));
    } else {
      if (step < -32768 || step > 32767) throw new FontError(damagedFont);
      flags.push(0);
      bytes.push((step >> 8) & 0xff, step & 0xff);
    }
  }
  return { flags, bytes };
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
