import type { OpenFace } from './openFace.ts';
import type { PrintedPages } from './readPdfPages.ts';

/**
 * The face behind each font of the PDF: that of the same name which draws each of its glyphs as a character the PDF says
 * it is. Two faces of one font may both do (宋体 and the digits); either has the same outlines. Throws where none does.
 */
export function matchFaces(printed: PrintedPages, faces: readonly OpenFace[]): ReadonlyMap<string, OpenFace> {
  const used = new Map<string, Map<number, string>>();
  for (const { marks } of printed.pages) {
    for (const mark of marks) {
      if (mark.kind !== 'glyphs') continue;
      const glyphs = used.get(mark.font) ?? new Map<number, string>();
      used.set(mark.font, glyphs);
      for (const { glyph, text } of mark.glyphs) glyphs.set(glyph, text);
    }
  }
  return new Map(
    [...used].map(([font, glyphs]) => {
      const name = printed.fontNames.get(font);
      const found = faces.find(
        (face) => face.name === name && [...glyphs].every(([glyph, text]) => draws(face, glyph, text)),
      );
      if (!found) throw new Error(`PDF 中的字体 ${name} 不在排印所用的字体之中，不能写入 OFD。`);
      return [font, found];
    }),
  );
}

/** A glyph no character leads to (a ligature) is told by its number alone. */
function draws(face: OpenFace, glyph: number, text: string): boolean {
  const characters = face.charactersOf(glyph);
  return characters.length === 0 ? glyph < face.glyphCount : characters.includes(text) || characters.length > 1;
}
