import type { OpenFace } from './openFace.ts';
import type { PrintedPage } from './readPdfPages.ts';
import { spellGlyphs } from './spellGlyphs.ts';
import { type DrawnObject, textRuns } from './textRun.ts';

/** What a page shows, its text in the document's own characters, which are looked up in `texts`. */
export function drawnObjects(
  { marks }: PrintedPage,
  faces: ReadonlyMap<string, OpenFace>,
  texts: readonly string[],
): readonly DrawnObject[] {
  const glyphs = marks.flatMap((mark) =>
    mark.kind === 'glyphs' ? mark.glyphs.map((glyph) => ({ ...glyph, face: faces.get(mark.font) as OpenFace })) : [],
  );
  return textRuns(marks, faces, spellGlyphs(glyphs, texts));
}
