import fc from 'fast-check';
import * as fontkit from 'fontkit';
import { expect, test } from 'vitest';
import { cubicToQuadratic } from '#formats/font/cubicToQuadratic.ts';
import { FontError } from '#formats/font/fontError.ts';
import { openFontProgram } from '#formats/font/fontProgram.ts';
import { type Contour, outlineBounds } from '#formats/font/outline.ts';
import { outlinePath } from '#formats/font/outlinePath.ts';
import { readCharacterMap } from '#formats/font/readCharacterMap.ts';
import { readGlyph } from '#formats/font/readGlyph.ts';
import { shippedFont } from '#formats/font/shippedFonts.ts';
import { writeCharacterMap } from '#formats/font/writeCharacterMap.ts';
import { writeGlyph } from '#formats/font/writeGlyph.ts';
import { writeSfnt } from '#formats/font/writeSfnt.ts';
import { fontSlots } from '#shared/layout/fontSlot.ts';
import { postScriptFont } from './madeFonts.ts';

const coordinate = fc.integer({ min: -4000, max: 4000 });
const point = fc.record({ x: coordinate, y: coordinate, isOn: fc.boolean() });
const outline = fc.array(fc.array(point, { minLength: 1, maxLength: 40 }), { maxLength: 6 });

test('an outline that is written and read again is the same', () => {
  fc.assert(
    fc.property(outline, (contours) => {
      expect(readGlyph(() => writeGlyph(contours), 0)).toEqual(contours);
    }),
  );
});

test('characters that are written into a map lead to their glyphs and no others do', () => {
  const codePoint = fc.integer({ min: 0x20, max: 0x2ffff }).filter((code) => code < 0xd800 || code > 0xffff);
  fc.assert(
    fc.property(fc.uniqueArray(codePoint, { minLength: 1, maxLength: 60 }), codePoint, (codePoints, other) => {
      const sorted = codePoints.toSorted((left, right) => left - right);
      const glyphOf = readCharacterMap(writeCharacterMap(sorted));
      expect(sorted.map(glyphOf)).toEqual(sorted.map((_, index) => index + 1));
      if (!sorted.includes(other)) expect(glyphOf(other)).toBe(0);
    }),
  );
});

/** Twice the area within the straight lines between the points, curve points written out. */
function area(path: string): number {
  const rings = path.split('Z').map((ring) => [...ring.matchAll(/(-?[\d.]+)[ ,]?(-?[\d.]+)/g)]);
  return rings.reduce((sum, ring) => {
    const points = ring.map(([, x, y]) => [Number(x), Number(y)] as const);
    return points.reduce((total, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] as readonly [number, number];
      return total + x * nextY - nextX * y;
    }, sum);
  }, 0);
}

test.each(fontSlots)('the font that ships for %s reads as another reader reads it', async (slot) => {
  const { program } = await shippedFont(slot);
  const other = fontkit.create(writeSfnt(program.tables)) as fontkit.Font;
  expect(program.unitsPerEm).toBe(other.unitsPerEm);
  expect([program.ascent, program.descent]).toEqual([other.ascent, other.descent]);
  const differing = other.characterSet.filter(
    (codePoint) => codePoint !== 0xffff && program.glyphOf(codePoint) !== other.glyphForCodePoint(codePoint).id,
  );
  expect(differing).toEqual([]);
  for (const character of '云溪县，（“—Äé%8ǎ①') {
    const codePoint = character.codePointAt(0) as number;
    const glyph = program.glyphOf(codePoint);
    if (glyph === 0) continue;
    const theirs = other.glyphForCodePoint(codePoint);
    const ours = program.outlineOf(glyph);
    expect(program.advanceOf(glyph)).toBe(theirs.advanceWidth);
    const { minX, maxX, minY, maxY } = theirs.cbox;
    expect(outlineBounds(ours)).toEqual({ xMin: minX, xMax: maxX, yMin: minY, yMax: maxY });
    // The other path's y axis points up.
    expect(-area(outlinePath(ours, 1, 0, 0))).toBeCloseTo(area(theirs.path.toSVG()), -1);
  }
});

test('a cubic curve is followed within the tolerance, whatever its shape', () => {
  const position = fc.record({ x: coordinate, y: coordinate });
  fc.assert(
    fc.property(position, position, position, position, (start, first, second, end) => {
      const tolerance = 0.5;
      const points = cubicToQuadratic(start, first, second, end, tolerance);
      const parts = points.length / 2;
      let from: { x: number; y: number } = start;
      for (let part = 0; part < parts; part += 1) {
        const [control, to] = [points[part * 2], points[part * 2 + 1]] as [Contour[0], Contour[0]];
        for (const t of [0.1, 0.21, 0.5, 0.79, 0.9]) {
          const s = (part + t) / parts;
          const cubic = (axis: 'x' | 'y') =>
            (1 - s) ** 3 * start[axis] +
            3 * (1 - s) ** 2 * s * first[axis] +
            3 * (1 - s) * s ** 2 * second[axis] +
            s ** 3 * end[axis];
          const quadratic = (axis: 'x' | 'y') =>
            (1 - t) ** 2 * from[axis] + 2 * (1 - t) * t * control[axis] + t ** 2 * to[axis];
          expect(Math.hypot(cubic('x') - quadratic('x'), cubic('y') - quadratic('y'))).toBeLessThan(tolerance + 1e-6);
        }
        from = to;
      }
      expect(from).toMatchObject(end);
    }),
  );
});

test('a font of PostScript curves is drawn by quadratic ones within the same bounds', async () => {
  const bytes = postScriptFont('溪谷宋体', 'Xigu Song', 20);
  const program = await openFontProgram(bytes);
  const other = fontkit.create(bytes) as fontkit.Font;
  expect(program.isConverted).toBe(true);
  // The first is the blank.
  for (let glyph = 2; glyph <= 20; glyph += 1) {
    const theirs = other.getGlyph(glyph).bbox;
    const ours = outlineBounds(program.outlineOf(glyph));
    // The box of control points is a little larger than that of the curve.
    expect(ours?.xMin).toBeLessThanOrEqual(theirs.minX + 0.5);
    expect(ours?.xMin).toBeGreaterThan(theirs.minX - 20);
    expect(ours?.yMax).toBeGreaterThanOrEqual(theirs.maxY - 0.5);
    expect(ours?.yMax).toBeLessThan(theirs.maxY + 20);
  }
});

test('a component that holds itself, and a glyph that ends too early, are damage and not an endless loop', async () => {
  const itself = Buffer.from('ffff00000000000000000000000300000000', 'hex');
  expect(() => readGlyph(() => itself, 0)).toThrow(FontError);
  const wide = Buffer.from('0001000000000000000affff0000', 'hex');
  expect(() => readGlyph(() => wide, 0)).toThrow();
});
