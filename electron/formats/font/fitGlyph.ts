import { damagedFont, FontError } from './fontError.ts';
import type { FontProgram } from './fontProgram.ts';
import { type Outline, outlineBounds, placeOutline } from './outline.ts';
import { squeezedMark, tellingMarks } from './squeezedMarks.ts';

export interface FittedGlyph {
  readonly outline: Outline;
  readonly advance: number;
}

/** The dash is drawn from edge to edge, so that two of them join. */
const dash = '—';

/** What a font draws something for: letters, digits, marks and signs, but the blank of Braille and those that are never seen. */
const leavesInk = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * White that a mark keeps to the middle of its square, in parts of the em. Chromium asks for its box in whole pixels: one of
 * them is 0.05 em at 14 pt.
 */
const markMargin = 0.06;

/**
 * A character of `font` on a face of `unitsPerEm` units, as wide as `measures`, the font that ships for the slot, has it:
 * so lines break alike whichever font an office prints with. Square characters keep their shape and stand where they
 * belong in the square; letters and digits are narrowed or widened. `typeScale` is the size of the font's type beside the
 * measures' type. Throws FontError, RangeError.
 */
export function fitGlyph(
  character: string,
  font: FontProgram,
  measures: FontProgram,
  unitsPerEm: number,
  typeScale: number,
): FittedGlyph {
  const codePoint = character.codePointAt(0) as number;
  const glyph = font.glyphOf(codePoint);
  const scale = (unitsPerEm / font.unitsPerEm) * typeScale;
  const outline = placeOutline(font.outlineOf(glyph), { xScale: scale, yScale: scale });
  // A font that has lost its outlines would print white where a text is.
  if (outline.length === 0 && leavesInk.test(character)) throw new FontError(damagedFont);
  const width = font.advanceOf(glyph) * scale;
  const measured = measures.glyphOf(codePoint);
  const measure = measured === 0 ? width : (measures.advanceOf(measured) / measures.unitsPerEm) * unitsPerEm;
  const advance = Math.round(character === dash ? unitsPerEm : measure);
  const fitted = place(character, outline, width, advance, unitsPerEm);
  return { advance, outline: onWholeUnits(character === dash ? atDashHeight(fitted, measures, unitsPerEm) : fitted) };
}

function place(character: string, outline: Outline, width: number, advance: number, unitsPerEm: number): Outline {
  const isInHalf = squeezedMark(character) !== undefined && advance === unitsPerEm;
  if (Math.abs(width - advance) < 1 && !isInHalf && character !== dash) return outline;
  const bounds = outlineBounds(outline);
  if (!bounds || bounds.xMin === bounds.xMax) return outline;
  if (character === dash) {
    const xScale = advance / (bounds.xMax - bounds.xMin);
    return placeOutline(outline, { xScale, xShift: -bounds.xMin * xScale });
  }
  if (isInHalf) return intoHalf(character, outline, bounds, width, advance);
  // Signs of a square that the font draws narrower stand in its middle; everything else takes the width.
  if (width === 0 || (advance === unitsPerEm && width < advance))
    return placeOutline(outline, { xShift: (advance - width) / 2 });
  return placeOutline(outline, { xScale: advance / width });
}

/** A mark in the half of its square that is its own. Brackets that are too wide for it stay as they are. */
function intoHalf(
  character: string,
  outline: Outline,
  { xMin, xMax }: { readonly xMin: number; readonly xMax: number },
  width: number,
  advance: number,
): Outline {
  const half = advance / 2;
  const mark = squeezedMark(character);
  if (mark === 'middle') return placeOutline(outline, { xShift: half - (xMin + xMax) / 2 });
  // A font that draws its quotation marks narrow has them at the edges of their squares.
  const moved = mark === 'opening' && width < advance ? advance - width : 0;
  const room = half - markMargin * advance;
  const ink = xMax - xMin;
  if (ink > room && !tellingMarks.includes(character)) return placeOutline(outline, { xShift: moved });
  const xScale = Math.min(1, room / ink);
  const left =
    mark === 'opening'
      ? Math.min(Math.max(xMin + moved, advance - room), advance - ink * xScale)
      : Math.max(0, Math.min(xMin, room - ink * xScale));
  return placeOutline(outline, { xScale, xShift: left - xMin * xScale });
}

/** The dash as high as that of the measures: page numbers stand by it. */
function atDashHeight(outline: Outline, measures: FontProgram, unitsPerEm: number): Outline {
  const own = outlineBounds(outline);
  const measured = outlineBounds(measures.outlineOf(measures.glyphOf(dash.codePointAt(0) as number)));
  if (!own || !measured) return outline;
  const middle = ((measured.yMin + measured.yMax) / 2 / measures.unitsPerEm) * unitsPerEm;
  return placeOutline(outline, { yShift: middle - (own.yMin + own.yMax) / 2 });
}

function onWholeUnits(outline: Outline): Outline {
  const isWhole = outline.every((contour) => contour.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y)));
  if (isWhole) return outline;
  return outline.map((contour) => contour.map(({ x, y, isOn }) => ({ x: Math.round(x), y: Math.round(y), isOn })));
}
