import { outlinePath } from './outlinePath.ts';
import { shippedFont } from './shippedFonts.ts';

/** A line of text as outlines, so that it is seen and adds no text; in units of the em, its baseline at y = 0. */
export interface OutlinedLine {
  /** SVG path data at `size` units to the em, y downwards. */
  readonly path: string;
  readonly width: number;
}

/** Drawn where the font has no glyph, as printers have always set it. */
const standIn = '〓';

/** `text` in the 黑体 that ships, `size` units high. */
export async function outlinedLine(text: string, size: number): Promise<OutlinedLine> {
  const { program } = await shippedFont('hei');
  const scale = size / program.unitsPerEm;
  let x = 0;
  let path = '';
  for (const character of text) {
    const glyph = glyphOf(character) || glyphOf(standIn);
    path += outlinePath(program.outlineOf(glyph), scale, x, 0);
    x += program.advanceOf(glyph) * scale;
  }
  return { path, width: x };

  function glyphOf(character: string): number {
    return program.glyphOf(character.codePointAt(0) as number);
  }
}
