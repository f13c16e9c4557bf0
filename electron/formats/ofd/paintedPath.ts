import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Box, boxRound, grow, intersect } from './box.ts';
import type { GraphicsState } from './graphicsState.ts';
import { type Matrix, transform } from './matrix.ts';
import type { PathMark, PathSegment } from './pageMark.ts';
import { unsupportedOperator } from './unsupportedOperator.ts';

const fills: readonly number[] = [
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
];
const evenOddFills: readonly number[] = [OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke];
const strokes: readonly number[] = [
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
];

/** pdfjs's numbers for the parts of a path, by place: move, line, cubic curve, quadratic curve (never in a PDF), close. */
const segmentKinds = [
  { command: 'M', count: 1 },
  { command: 'L', count: 1 },
  { command: 'B', count: 3 },
  undefined,
  { command: 'C', count: 0 },
] as const;

/** Readers soften edges that a boundary cuts; where the page cuts nothing off, the boundary stands off by so much. */
const margin_mm = 0.1;

/** The path as `paint` draws it; undefined where it draws nothing or nothing of it is seen. */
export function paintedPath(
  paint: number,
  segments: readonly PathSegment[],
  { matrix, lineWidth, clip, fill, stroke }: GraphicsState,
): PathMark | undefined {
  const isFilled = fills.includes(paint);
  const isStroked = strokes.includes(paint);
  const outline = pathBox(segments);
  if (!outline || !(isFilled || isStroked)) return undefined;
  const [a, b, c, d] = matrix;
  const width_mm = lineWidth * Math.sqrt(Math.abs(a * d - b * c));
  const drawn = isStroked ? grow(outline, width_mm / 2) : outline;
  if (!intersect(drawn, clip)) return undefined;
  const box = intersect(grow(drawn, margin_mm), clip);
  if (!box) return undefined;
  return {
    kind: 'path',
    segments,
    box,
    ...(isFilled && { fill }),
    ...(isStroked && { stroke: { colour: stroke, width_mm } }),
    evenOdd: evenOddFills.includes(paint),
  };
}

/** A path that pdfjs packed into numbers, each part with its points behind it, on the page. */
export function pathSegments(data: Float32Array, matrix: Matrix): readonly PathSegment[] {
  const segments: PathSegment[] = [];
  for (let at = 0; at < data.length; ) {
    const kind = segmentKinds[data[at] as number];
    if (!kind) throw unsupportedOperator(OPS.constructPath);
    const points = Array.from({ length: kind.count }, (_, index) =>
      transform(matrix, data[at + 1 + index * 2] as number, data[at + 2 + index * 2] as number),
    );
    segments.push({ command: kind.command, points });
    at += 1 + kind.count * 2;
  }
  return segments;
}

export function pathBox(segments: readonly PathSegment[]): Box | undefined {
  return boxRound(segments.flatMap(({ points }) => points));
}
