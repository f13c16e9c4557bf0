import type { FontProgram } from './fontProgram.ts';
import { type Outline, outlineBounds, placeOutline } from './outline.ts';
import { squeezedMark } from './squeezedMarks.ts';

export interface FittedGlyph {
  readonly outline: Outline;
  readonly advance: number;
}

/** The dash is drawn from edge to edge, so that two of them join. */
const dash = '—';

/** White that a mark keeps to the middle of its square when it is moved into its half, in parts of the em. */
const markMargin = 0.02;

/**
 * A character of `font` on a face of `unitsPerEm` units, as wide as `measures`, the font that ships for the slot, has it:
 * so lines break alike whichever font an office prints with. Square characters keep their shape and stand where they
 * belong in the square; letters and digits are narrowed or widened. `typeScale` is the size of the font's type beside the
 * measures' type.
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
  const width = font.advanceOf(glyph) * scale;
  const measured = measures.glyphOf(codePoint);
  const measure = measured === 0 ? width : (measures.advanceOf(measured) / measures.unitsPerEm) * unitsPerEm;
  const advance = Math.round(character === dash ? unitsPerEm : measure);
  const fitted = place(character, outline, width, advance, unitsPerEm);
  return { advance, outline: onWholeUnits(character === dash ? atDashHeight(fitted, measures, unitsPerEm) : fitted) };
}

function place(character: string, outline: Outline, width: number, advance: number, unitsPerEm: number): Outline {
  const mark = squeezedMark(character);
  const isInHalf = mark !== undefined && advance === unitsPerEm;
  if (Math.abs(width - advance) < 1 && !isInHalf && character !== dash) return outline;
  const bounds = outlineBounds(outline);
  if (!bounds || bounds.xMin === bounds.xMax) return outline;
  if (character === dash) {
    const xScale = advance / (bounds.xMax - bounds.xMin);
    return placeOutline(outline, { xScale, xShift: -bounds.xMin * xScale });
  }
  if (isInHalf) return intoHalf(outline, bounds, width, advance, mark);
  // Signs of a square that the font draws narrower stand in its middle; everything else takes the width.
  if (width === 0 || (advance === unitsPerEm && width < advance))
    return placeOutline(outline, { xShift: (advance - width) / 2 });
  return placeOutline(outline, { xScale: advance / width });
}

/** A mark in the half of its square that is its own; what is too wide for half a square stays as it is. */
function intoHalf(
  outline: Outline,
  { xMin, xMax }: { readonly xMin: number; readonly xMax: number },
  width: number,
  advance: number,
  mark: NonNullable<ReturnType<typeof squeezedMark>>,
): Outline {
  const half = advance / 2;
  if (mark === 'middle') return placeOutline(outline, { xShift: half - (xMin + xMax) / 2 });
  const margin = markMargin * advance;
  // A font that draws its quotation marks narrow has them at the edges of their squares.
  const moved = mark === 'opening' && width < advance ? advance - width : 0;
  if (xMax - xMin > half - margin) return placeOutline(outline, { xShift: moved });
  const xShift =
    mark === 'opening'
      ? Math.max(moved, xMin + moved < half ? half + margin - xMin : moved)
      : Math.min(0, xMax > half ? half - margin - xMax : 0);
  return placeOutline(outline, { xShift });
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
