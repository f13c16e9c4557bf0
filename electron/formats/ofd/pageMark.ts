import type { Box } from './box.ts';
import type { Matrix } from './matrix.ts';

/** What a page of the PDF shows, in the order it is drawn. Lengths are mm from the left and the top edge of the paper. */
export type PageMark = GlyphsMark | PathMark | ImageMark;

export interface PrintedGlyph {
  /** The glyph's number in the face that the page was printed with. */
  readonly glyph: number;
  /** What the PDF says it stands for. */
  readonly text: string;
  /** Left end of its baseline. */
  readonly x_mm: number;
  readonly y_mm: number;
  readonly advance_mm: number;
}

export interface GlyphsMark {
  readonly kind: 'glyphs';
  /** A key into the fonts of the PDF. */
  readonly font: string;
  readonly size_mm: number;
  /** #rrggbb */
  readonly colour: string;
  readonly glyphs: readonly PrintedGlyph[];
}

/** M and L take a point, B two control points and a point, C closes, as in OFD's AbbreviatedData. */
export interface PathSegment {
  readonly command: 'M' | 'L' | 'B' | 'C';
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface PathMark {
  readonly kind: 'path';
  readonly segments: readonly PathSegment[];
  /** What may be seen of it. */
  readonly box: Box;
  readonly fill?: string;
  readonly stroke?: { readonly colour: string; readonly width_mm: number };
  readonly evenOdd: boolean;
}

export interface ImageMark {
  readonly kind: 'image';
  /** From the unit square, whose top is the image's top, to the page. */
  readonly matrix: Matrix;
  readonly box: Box;
  /** Pixels of the image as the PDF holds it. */
  readonly width: number;
  readonly height: number;
}
