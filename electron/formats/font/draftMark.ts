import type { FontProgram } from './fontProgram.ts';
import { outlinePath } from './outlinePath.ts';
import { shippedFont } from './shippedFonts.ts';

export interface DraftMark {
  readonly viewBox: string;
  /** SVG path data of the outlines. */
  readonly path: string;
}

/** The second line's height beside the first one's, at the most; a long one is set smaller, to the first one's width. */
const largestSecondLine = 0.2;

/**
 * The mark of an unsigned page as outlines, so that it is seen and copied on paper but adds no text to the PDF: 草稿, and
 * under it, smaller, `note` where there is one. It is drawn with the 黑体 that ships, whatever the issue prints with.
 */
export async function draftMark(note = ''): Promise<DraftMark> {
  const { program } = await shippedFont('hei');
  const line = program.ascent - program.descent;
  const width = widthOf(program, '草稿');
  const parts = [outlines(program, '草稿', 1, 0, program.ascent)];
  let height = line;
  if (note !== '') {
    const noteWidth = widthOf(program, note);
    const scale = Math.min(largestSecondLine, width / noteWidth);
    parts.push(outlines(program, note, scale, (width - noteWidth * scale) / 2, line + program.ascent * scale));
    height += line * scale;
  }
  return { viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`, path: parts.join('') };
}

function glyphsOf({ glyphOf }: FontProgram, text: string): readonly number[] {
  return [...text].map((character) => glyphOf(character.codePointAt(0) as number));
}

function widthOf(program: FontProgram, text: string): number {
  return glyphsOf(program, text).reduce((width, glyph) => width + program.advanceOf(glyph), 0);
}

function outlines(program: FontProgram, text: string, scale: number, left: number, baseline: number): string {
  let x = left;
  return glyphsOf(program, text)
    .map((glyph) => {
      const path = outlinePath(program.outlineOf(glyph), scale, x, baseline);
      x += program.advanceOf(glyph) * scale;
      return path;
    })
    .join('');
}
