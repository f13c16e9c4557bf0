import type * as fontkit from 'fontkit';
import { openedFont } from './openedFont.ts';

export interface DraftMark {
  readonly viewBox: string;
  /** SVG path data of the outlines. */
  readonly path: string;
}

/** The second line's height beside the first one's, at the most; a long one is set smaller, to the first one's width. */
const largestSecondLine = 0.2;

/**
 * The mark of an unsigned page as outlines, so that it is seen and copied on paper but adds no text to the PDF: 草稿, and
 * under it, smaller, `note` where there is one.
 */
export async function draftMark(note = ''): Promise<DraftMark> {
  const font = await openedFont('hei');
  const line = font.ascent - font.descent;
  const mark = font.layout('草稿');
  const width = mark.advanceWidth;
  const parts = [outlines(mark, 1, 0, font.ascent)];
  let height = line;
  if (note !== '') {
    const second = font.layout(note);
    const scale = Math.min(largestSecondLine, width / second.advanceWidth);
    parts.push(outlines(second, scale, (width - second.advanceWidth * scale) / 2, line + font.ascent * scale));
    height += line * scale;
  }
  return { viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`, path: parts.join('') };
}

function outlines(run: fontkit.GlyphRun, scale: number, left: number, baseline: number): string {
  let x = left;
  return run.glyphs
    .map((glyph, index) => {
      // A font's y axis points up, a picture's down.
      const outline = glyph.path.transform(scale, 0, 0, -scale, x, baseline).toSVG();
      x += (run.positions[index]?.xAdvance ?? glyph.advanceWidth) * scale;
      return outline;
    })
    .join('');
}
