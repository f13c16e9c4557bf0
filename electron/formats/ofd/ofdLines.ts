import type { OfdGlyph, OfdLine, OfdObject } from './ofdDocument.ts';

/** Baselines that differ less than this are one line. */
const sameLine_mm = 0.5;

/** The glyphs of a page as lines of text, from the top down and from left to right. */
export function ofdLines(objects: readonly OfdObject[]): readonly OfdLine[] {
  const glyphs = objects
    .flatMap((object) => (object.kind === 'text' ? object.glyphs : []))
    .toSorted((one, other) => one.y_mm - other.y_mm);
  const lines: { y_mm: number; glyphs: OfdGlyph[] }[] = [];
  for (const glyph of glyphs) {
    const line = lines.at(-1);
    if (line && glyph.y_mm - line.y_mm < sameLine_mm) line.glyphs.push(glyph);
    else lines.push({ y_mm: glyph.y_mm, glyphs: [glyph] });
  }
  return lines.map((line) => {
    const inOrder = line.glyphs.toSorted((one, other) => one.x_mm - other.x_mm);
    return { y_mm: line.y_mm, text: inOrder.map(({ text }) => text).join(''), glyphs: inOrder };
  });
}
