import type { OutlineEntry } from './issueOutline.ts';
import type { Matrix } from './matrix.ts';

/** An OFD as read back. Lengths are mm from the left and the top edge of the paper. */
export interface OfdDocument {
  readonly type: string;
  readonly information: OfdInformation;
  readonly pages: readonly OfdPage[];
  readonly outline: readonly OutlineEntry[];
  readonly fonts: ReadonlyMap<number, OfdFont>;
  readonly images: ReadonlyMap<number, OfdImage>;
}

export interface OfdInformation {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly creationDate: string;
  readonly custom: readonly (readonly [name: string, value: string])[];
}

export interface OfdPage {
  readonly width_mm: number;
  readonly height_mm: number;
  /** In the order they are drawn, templates included. */
  readonly objects: readonly OfdObject[];
  /** Lines of text from the top. */
  readonly lines: readonly OfdLine[];
}

export interface OfdLine {
  /** Baseline of its first glyph. */
  readonly y_mm: number;
  readonly text: string;
  readonly glyphs: readonly OfdGlyph[];
}

export interface OfdGlyph {
  readonly text: string;
  /** Left end of its baseline. */
  readonly x_mm: number;
  readonly y_mm: number;
  /** Its number in the font where the file gives it. */
  readonly glyph?: number;
}

export type OfdObject = OfdTextObject | OfdPathObject | OfdImageObject;

/** An object is drawn within its boundary: left, top, width, height. */
type Boundary = readonly [left: number, top: number, width: number, height: number];

export interface OfdTextObject {
  readonly kind: 'text';
  readonly boundary: Boundary;
  readonly font: number;
  readonly size_mm: number;
  readonly colour: string | undefined;
  readonly glyphs: readonly OfdGlyph[];
}

export interface OfdPathObject {
  readonly kind: 'path';
  readonly boundary: Boundary;
  /** From the path's own units to the page. */
  readonly matrix: Matrix;
  /** AbbreviatedData as written. */
  readonly data: string;
  readonly fill: string | undefined;
  readonly stroke: string | undefined;
  readonly lineWidth_mm: number;
  readonly evenOdd: boolean;
}

export interface OfdImageObject {
  readonly kind: 'image';
  readonly boundary: Boundary;
  /** From the unit square to the page. */
  readonly matrix: Matrix;
  readonly image: number;
}

export interface OfdFont {
  readonly name: string;
  /** The embedded font; a font without one is the reader's own. */
  readonly bytes: Uint8Array | undefined;
}

export interface OfdImage {
  readonly format: string;
  readonly bytes: Uint8Array;
}
