import * as fontkit from 'fontkit';
import { slotFont } from './slotFonts.ts';

export interface DraftMark {
  readonly viewBox: string;
  /** SVG path data of the outlines. */
  readonly path: string;
}

/** The mark of an unsigned page as outlines, so that it is seen and copied on paper but adds no text to the PDF. */
export async function draftMark(text: string): Promise<DraftMark> {
  const font = fontkit.create((await slotFont('hei')).bytes) as fontkit.Font;
  const { glyphs, positions } = font.layout(text);
  let x = 0;
  const outlines = glyphs.map((glyph, index) => {
    // A font's y axis points up, a picture's down.
    const outline = glyph.path.transform(1, 0, 0, -1, x, font.ascent).toSVG();
    x += positions[index]?.xAdvance ?? glyph.advanceWidth;
    return outline;
  });
  return { viewBox: `0 0 ${Math.round(x)} ${font.ascent - font.descent}`, path: outlines.join('') };
}
