import type { GraphicsState } from './graphicsState.ts';
import { type Matrix, transform } from './matrix.ts';
import type { GlyphsMark, PrintedGlyph } from './pageMark.ts';

/** A glyph as pdfjs gives it. */
export interface PdfjsGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  /** Thousandths of the size. */
  readonly width: number;
  readonly isSpace: boolean;
}

export interface ShownText {
  readonly mark: GlyphsMark;
  /** How far the next text begins to the right of this one, in units of the line. */
  readonly advance: number;
}

/**
 * A piece of text as one operator shows it; a plain number between glyphs moves back by so many thousandths of the size.
 * `matrix` leads from the line of text to the page. Text that is not upright throws.
 */
export function shownText(
  items: readonly (PdfjsGlyph | number)[],
  { font, fontSize, fill, characterSpacing, wordSpacing, rise }: GraphicsState,
  matrix: Matrix,
): ShownText {
  const [a, b, c, d] = matrix;
  const scale = Math.hypot(c, d);
  const isUpright = Math.abs(b) < 1e-6 && Math.abs(c) < 1e-6 && d < 0 && Math.abs(a + d) < 1e-4 * scale;
  if (!isUpright) throw new Error('PDF 中有旋转或变形的文字，不能写入 OFD。');
  const glyphs: PrintedGlyph[] = [];
  let advance = 0;
  for (const item of items) {
    if (typeof item === 'number') {
      advance -= (item * fontSize) / 1000;
      continue;
    }
    const [x_mm, y_mm] = transform(matrix, advance, rise);
    const width = (item.width * fontSize) / 1000;
    glyphs.push({ glyph: item.originalCharCode, text: item.unicode, x_mm, y_mm, advance_mm: width * scale });
    advance += width + characterSpacing + (item.isSpace ? wordSpacing : 0);
  }
  return { mark: { kind: 'glyphs', font, size_mm: fontSize * scale, colour: fill, glyphs }, advance };
}
