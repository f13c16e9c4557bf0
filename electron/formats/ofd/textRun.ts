import type { OpenFace } from './openFace.ts';
import type { PageMark, PrintedGlyph } from './pageMark.ts';

/** A glyph with what it stands for in the document's own text. */
export interface SpeltGlyph extends PrintedGlyph {
  readonly spelt: string;
}

/** Glyphs of one face, size and colour on one line, from left to right: what becomes one text object. */
export interface TextRun {
  readonly kind: 'text';
  readonly face: OpenFace;
  readonly size_mm: number;
  readonly colour: string;
  readonly glyphs: readonly SpeltGlyph[];
}

export type DrawnObject = TextRun | Exclude<PageMark, { kind: 'glyphs' }>;

/** Lines and sizes that differ less than this are the same. */
const same_mm = 0.002;

/** A gap wider than so many sizes of the type parts what stands on one line: the organ and the date, two cells of a table. */
const widestGap = 1.5;

/** Puts the glyphs of a page together to runs as long as they can be, all else between them as it was drawn. */
export function textRuns(
  marks: readonly PageMark[],
  faces: ReadonlyMap<string, OpenFace>,
  spelt: readonly string[],
): readonly DrawnObject[] {
  const drawn: DrawnObject[] = [];
  let open: { readonly run: TextRun; readonly glyphs: SpeltGlyph[] } | undefined;
  let index = 0;
  for (const mark of marks) {
    if (mark.kind !== 'glyphs') {
      drawn.push(mark);
      open = undefined;
      continue;
    }
    const face = faces.get(mark.font) as OpenFace;
    for (const printed of mark.glyphs) {
      const glyph = { ...printed, spelt: spelt[index] as string };
      index += 1;
      if (open && goesOn(open.run, glyph, { face, size_mm: mark.size_mm, colour: mark.colour })) {
        open.glyphs.push(glyph);
        continue;
      }
      const glyphs = [glyph];
      open = { run: { kind: 'text', face, size_mm: mark.size_mm, colour: mark.colour, glyphs }, glyphs };
      drawn.push(open.run);
    }
  }
  return drawn;
}

function goesOn(run: TextRun, glyph: PrintedGlyph, look: Pick<TextRun, 'face' | 'size_mm' | 'colour'>): boolean {
  const last = run.glyphs.at(-1) as SpeltGlyph;
  const gap = glyph.x_mm - (last.x_mm + last.advance_mm);
  return (
    run.face === look.face &&
    run.colour === look.colour &&
    Math.abs(run.size_mm - look.size_mm) < same_mm &&
    Math.abs(last.y_mm - glyph.y_mm) < same_mm &&
    glyph.x_mm > last.x_mm &&
    gap < widestGap * run.size_mm
  );
}
