import { type Box, grow } from './box.ts';
import { decimal } from './decimal.ts';
import { encodeDeltas } from './deltas.ts';
import { multiply } from './matrix.ts';
import { escapeXml, ofdFile, ofdMarkup } from './ofdMarkup.ts';
import type { ImageMark, PathMark } from './pageMark.ts';
import type { DrawnObject, SpeltGlyph, TextRun } from './textRun.ts';

/** What the objects of a page refer to, by the identifier it has in the resources. */
export interface PageReferences {
  readonly nextId: () => number;
  readonly font: (face: TextRun['face']) => number;
  readonly image: (mark: ImageMark) => number;
}

/** Glyphs may reach over their advance (a dash that joins the next): so much of the size stays free on every side. */
const inkAllowance = 0.1;

/** Content.xml of one page, objects in the order they are drawn, which is the order they are read. `area` only where it differs from the document's. */
export function writePage(objects: readonly DrawnObject[], references: PageReferences, area?: string): Uint8Array {
  return ofdFile('Page', {}, area ?? '', ofdMarkup('Content', {}, writeLayer(objects, references)));
}

/** One layer of a page. */
export function writeLayer(
  objects: readonly DrawnObject[],
  references: PageReferences,
  type: 'Body' | 'Foreground' = 'Body',
): string {
  const layer = references.nextId();
  const written = objects.map((object) => {
    switch (object.kind) {
      case 'text':
        return textObject(object, references);
      case 'path':
        return pathObject(object, references);
      case 'image':
        return imageObject(object, references);
      default:
        return object satisfies never;
    }
  });
  return ofdMarkup('Layer', { ID: layer, Type: type }, ...written);
}

function textObject({ face, size_mm, colour, glyphs }: TextRun, { nextId, font }: PageReferences): string {
  const [first] = glyphs;
  const last = glyphs.at(-1);
  if (!first || !last) return '';
  const box = grow(
    {
      left: first.x_mm,
      right: last.x_mm + last.advance_mm,
      top: first.y_mm - face.ascent * size_mm,
      bottom: first.y_mm + face.descent * size_mm,
    },
    inkAllowance * size_mm,
  );
  const codes = codeRuns(glyphs, face).map((run) => textCode(run, face, box));
  return ofdMarkup(
    'TextObject',
    { ID: nextId(), Boundary: boundary(box), Font: font(face), Size: decimal(size_mm) },
    colourMarkup('FillColor', colour),
    ...codes,
  );
}

/**
 * Parts of a run that readers agree on. A glyph that no character leads to needs its number, and readers differ on whether
 * a character beyond the BMP counts once or twice: either stands in a part of its own.
 */
function codeRuns(glyphs: readonly SpeltGlyph[], face: TextRun['face']): readonly (readonly SpeltGlyph[])[] {
  const runs: SpeltGlyph[][] = [];
  let isOpen = false;
  for (const glyph of glyphs) {
    const isPlain = glyph.spelt.length === 1 && !needsNumber(glyph, face);
    if (isPlain && isOpen) runs.at(-1)?.push(glyph);
    else runs.push([glyph]);
    isOpen = isPlain;
  }
  return runs;
}

function needsNumber(glyph: SpeltGlyph, face: TextRun['face']): boolean {
  return face.glyphOf(glyph.spelt) !== glyph.glyph;
}

function textCode(run: readonly SpeltGlyph[], face: TextRun['face'], box: Box): string {
  const [first] = run as [SpeltGlyph];
  const deltas = encodeDeltas(run.map(({ x_mm }) => x_mm));
  const text = run.map(({ spelt }) => spelt).join('');
  const transform = needsNumber(first, face)
    ? ofdMarkup(
        'CGTransform',
        { CodePosition: 0, CodeCount: [...first.spelt].length, GlyphCount: 1 },
        ofdMarkup('Glyphs', {}, String(first.glyph)),
      )
    : '';
  const place = { X: decimal(first.x_mm - box.left), Y: decimal(first.y_mm - box.top) };
  return transform + ofdMarkup('TextCode', { ...place, DeltaX: deltas || undefined }, escapeXml(text));
}

function pathObject({ box, segments, fill, stroke, evenOdd }: PathMark, { nextId }: PageReferences): string {
  const data = segments
    .map(({ command, points }) =>
      [command, ...points.flatMap(([x, y]) => [decimal(x - box.left), decimal(y - box.top)])].join(' '),
    )
    .join(' ');
  return ofdMarkup(
    'PathObject',
    {
      ID: nextId(),
      Boundary: boundary(box),
      Stroke: String(stroke !== undefined),
      Fill: String(fill !== undefined),
      LineWidth: stroke && decimal(stroke.width_mm),
      Rule: evenOdd ? 'Even-Odd' : undefined,
    },
    stroke ? colourMarkup('StrokeColor', stroke.colour) : '',
    fill ? colourMarkup('FillColor', fill) : '',
    ofdMarkup('AbbreviatedData', {}, data),
  );
}

function imageObject(mark: ImageMark, { nextId, image }: PageReferences): string {
  const { box } = mark;
  const matrix = multiply([1, 0, 0, 1, -box.left, -box.top], mark.matrix);
  return ofdMarkup('ImageObject', {
    ID: nextId(),
    Boundary: boundary(box),
    CTM: matrix.map(decimal).join(' '),
    ResourceID: image(mark),
  });
}

/** ST_Box: left, top, width, height. An object is drawn only inside it. */
function boundary({ left, top, right, bottom }: Box): string {
  return [left, top, right - left, bottom - top].map(decimal).join(' ');
}

/** RGB, which is what a colour is in where no colour space is named. */
function colourMarkup(name: string, colour: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return ofdMarkup(name, { Value: parts.join(' ') });
}
