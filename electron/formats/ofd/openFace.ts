import * as fontkit from 'fontkit';

/** A face the issue was printed with, open for what its glyphs stand for. */
export interface OpenFace {
  readonly bytes: Uint8Array;
  /** PostScript name, as the PDF names it too. */
  readonly name: string;
  readonly family: string;
  /** From the baseline up and down, in sizes of the type. */
  readonly ascent: number;
  readonly descent: number;
  readonly glyphCount: number;
  /** The glyph that draws a character; 0 where there is none. */
  glyphOf(character: string): number;
  /** The characters that are drawn by a glyph: none for a ligature, several where characters share one. */
  charactersOf(glyph: number): readonly string[];
}

/** Throws where the bytes are no font. */
export function openFace(bytes: Uint8Array): OpenFace {
  const font = fontkit.create(Buffer.from(bytes)) as fontkit.Font;
  const glyphs = new Map<string, number>();
  const characters = new Map<number, string[]>();
  for (const point of font.characterSet) {
    const glyph = font.glyphForCodePoint(point).id;
    // A table of characters ends in an entry that stands for none.
    if (glyph === 0) continue;
    const character = String.fromCodePoint(point);
    glyphs.set(character, glyph);
    characters.set(glyph, [...(characters.get(glyph) ?? []), character]);
  }
  return {
    bytes,
    name: font.postscriptName ?? '',
    family: font.familyName ?? '',
    ascent: font.ascent / font.unitsPerEm,
    descent: -font.descent / font.unitsPerEm,
    glyphCount: font.numGlyphs,
    glyphOf: (character) => glyphs.get(character) ?? 0,
    charactersOf: (glyph) => characters.get(glyph) ?? [],
  };
}
