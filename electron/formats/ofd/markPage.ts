import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Box, boxRound, intersect } from './box.ts';
import { type GraphicsState, initialState } from './graphicsState.ts';
import { identity, type Matrix, multiply, transform } from './matrix.ts';
import type { ImageMark, PageMark } from './pageMark.ts';
import { paintedPath, pathBox, pathSegments } from './paintedPath.ts';
import { shownText } from './shownText.ts';
import { unsupportedOperator } from './unsupportedOperator.ts';

/** pdfjs's list of what a page does, each operator with its arguments. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  // biome-ignore lint/suspicious/noExplicitAny: every operator has arguments of its own, which pdfjs does not declare
  readonly argsArray: readonly any[];
}

/** Operators that change nothing of what is seen: tags, hints, and how lines end and join, because every rule is a filled shape. */
const unseen: ReadonlySet<number> = new Set([
  OPS.dependency,
  OPS.beginMarkedContent,
  OPS.beginMarkedContentProps,
  OPS.endMarkedContent,
  OPS.markPoint,
  OPS.markPointProps,
  OPS.setRenderingIntent,
  OPS.setFlatness,
  OPS.setLineCap,
  OPS.setLineJoin,
  OPS.setMiterLimit,
  OPS.endText,
]);

const nowhere: Box = { left: 0, top: 0, right: -1, bottom: -1 };

/**
 * What the operators draw, in their order. `toPage` leads from the PDF's units to mm on the page. Anything these pages
 * have no use for (shadings, masks, transparency, dashes, turned text) throws, so that nothing is lost unseen.
 */
export function markPage({ fnArray, argsArray }: OperatorList, toPage: Matrix): readonly PageMark[] {
  const marks: PageMark[] = [];
  const saved: GraphicsState[] = [];
  let state = initialState(toPage);
  let lineMatrix = identity;
  let textMatrix = identity;
  let clipsNext = false;

  const add = (mark: PageMark | undefined) => {
    if (mark) marks.push(mark);
  };
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index];
    switch (operator) {
      case OPS.save:
        saved.push({ ...state });
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = saved.pop() ?? state;
        break;
      case OPS.paintFormXObjectBegin:
        saved.push({ ...state });
        if (args[0]) state.matrix = multiply(state.matrix, asMatrix(args[0]));
        break;
      case OPS.transform:
        state.matrix = multiply(state.matrix, args);
        break;
      case OPS.setFillRGBColor:
        state.fill = args[0];
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = args[0];
        break;
      case OPS.setLineWidth:
        state.lineWidth = args[0];
        break;
      case OPS.setGState:
        for (const [key, value] of args[0] as readonly [string, unknown][]) {
          if (key === 'LW') state.lineWidth = value as number;
          else if (changesLooks(key, value)) throw unsupportedOperator(operator);
        }
        break;
      case OPS.setDash:
        if (args[0].length > 0) throw unsupportedOperator(operator);
        break;
      case OPS.clip:
      case OPS.eoClip:
        clipsNext = true;
        break;
      case OPS.constructPath: {
        const [paint, [data]] = args as [number, [Float32Array | null]];
        const segments = pathSegments(data ?? new Float32Array(), state.matrix);
        add(paintedPath(paint, segments, state));
        if (clipsNext) state.clip = intersect(state.clip, pathBox(segments) ?? nowhere) ?? nowhere;
        clipsNext = false;
        break;
      }
      case OPS.paintImageXObject:
        add(image(state.matrix, state.clip, { width: args[1], height: args[2] }));
        break;
      case OPS.beginText:
        lineMatrix = identity;
        textMatrix = identity;
        break;
      case OPS.setFont:
        [state.font, state.fontSize] = args;
        break;
      case OPS.setCharSpacing:
        state.characterSpacing = args[0];
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = args[0];
        break;
      case OPS.setTextRise:
        state.rise = args[0];
        break;
      case OPS.setTextRenderingMode:
        // 0 is filled text.
        if (args[0] !== 0) throw unsupportedOperator(operator);
        break;
      case OPS.setTextMatrix:
        lineMatrix = asMatrix(args[0]);
        textMatrix = lineMatrix;
        break;
      case OPS.moveText:
        lineMatrix = multiply(lineMatrix, [1, 0, 0, 1, args[0], args[1]]);
        textMatrix = lineMatrix;
        break;
      case OPS.showText: {
        const { mark, advance } = shownText(args[0], state, multiply(state.matrix, textMatrix));
        add(mark);
        textMatrix = multiply(textMatrix, [1, 0, 0, 1, advance, 0]);
        break;
      }
      default:
        if (!unseen.has(operator)) throw unsupportedOperator(operator);
    }
  }
  return marks;
}

/** Whether an entry of a graphics state is transparency, blending or a mask that is at work. */
function changesLooks(key: string, value: unknown): boolean {
  if (key === 'ca' || key === 'CA') return value !== 1;
  if (key === 'BM') return value !== 'source-over';
  return key === 'SMask' && value !== false;
}

/** An image fills the unit square. Its top is the square's upper side, which in OFD is the side at 0. */
function image(matrix: Matrix, clip: Box, size: { width: number; height: number }): ImageMark | undefined {
  const placed = multiply(matrix, [1, 0, 0, -1, 0, 1]);
  const corners = [transform(placed, 0, 0), transform(placed, 1, 0), transform(placed, 0, 1), transform(placed, 1, 1)];
  const box = intersect(boxRound(corners) ?? nowhere, clip);
  return box && { kind: 'image', matrix: placed, box, ...size };
}

/** pdfjs gives some matrices as lists of another kind. */
function asMatrix(numbers: Iterable<number>): Matrix {
  return [...numbers] as unknown as Matrix;
}
