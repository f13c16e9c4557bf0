import { child, childElements } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { decodeDeltas } from './deltas.ts';
import { elementText } from './elementText.ts';
import { identity, type Matrix, multiply, transform } from './matrix.ts';
import type { OfdGlyph, OfdImageObject, OfdObject, OfdPage, OfdPathObject, OfdTextObject } from './ofdDocument.ts';
import { ofdLines } from './ofdLines.ts';
import { damagedOfd } from './openOfd.ts';

/** One page. `area` is the document's own, for pages that give none; templates are drawn under the page or over it. */
export function readOfdPage(
  page: XmlElement,
  area: XmlElement | undefined,
  templates: ReadonlyMap<string, XmlElement>,
): OfdPage {
  const box = elementText(child(child(page, 'Area') ?? area, 'PhysicalBox'));
  const [, , width_mm, height_mm] = numbers(box, 4);
  const used = childElements(page)
    .filter(({ name }) => name === 'Template')
    .map(({ attributes }) => ({
      over: attributes.ZOrder === 'Foreground',
      page: templates.get(attributes.TemplateID ?? ''),
    }));
  const drawn = (over: boolean) =>
    used.flatMap((template) => (template.over === over ? contentObjects(template.page) : []));
  const objects = [...drawn(false), ...contentObjects(page), ...drawn(true)];
  return { width_mm, height_mm, objects, lines: ofdLines(objects) };
}

function contentObjects(page: XmlElement | undefined): readonly OfdObject[] {
  return childElements(child(page, 'Content')).flatMap(blockObjects);
}

/** The objects of a layer or a block, blocks inside it included. */
function blockObjects(block: XmlElement): readonly OfdObject[] {
  return childElements(block).flatMap((element): readonly OfdObject[] => {
    if (element.attributes.Visible === 'false') return [];
    switch (element.name) {
      case 'TextObject':
        return [textObject(element)];
      case 'PathObject':
        return [pathObject(element)];
      case 'ImageObject':
        return [imageObject(element)];
      case 'PageBlock':
        return blockObjects(element);
      default:
        return [];
    }
  });
}

function textObject(element: XmlElement): OfdTextObject {
  const { boundary, matrix } = placed(element);
  const glyphs: OfdGlyph[] = [];
  let numbersOfNext: readonly number[] = [];
  let start: readonly [number, number] = [0, 0];
  for (const part of childElements(element)) {
    if (part.name === 'CGTransform') {
      const written = elementText(child(part, 'Glyphs')).trim().split(/\s+/).filter(Boolean);
      numbersOfNext = written.map(finite);
    }
    if (part.name !== 'TextCode') continue;
    // A part without a place of its own goes on where the one before it began.
    start = [finite(part.attributes.X ?? start[0]), finite(part.attributes.Y ?? start[1])];
    glyphs.push(...textCode(part, start, matrix, numbersOfNext));
    numbersOfNext = [];
  }
  return {
    kind: 'text',
    boundary,
    font: finite(element.attributes.Font),
    size_mm: finite(element.attributes.Size) * Math.hypot(matrix[2], matrix[3]),
    colour: colourOf(child(element, 'FillColor')),
    glyphs,
  };
}

/** A ligature is one glyph for all its characters; else every character has its own. */
function textCode(
  code: XmlElement,
  start: readonly [number, number],
  matrix: Matrix,
  glyphNumbers: readonly number[],
): readonly OfdGlyph[] {
  const text = elementText(code);
  const isOneGlyph = glyphNumbers.length === 1;
  const characters = isOneGlyph ? [text] : [...text];
  const right = decodeDeltas(code.attributes.DeltaX ?? '', characters.length - 1);
  const down = decodeDeltas(code.attributes.DeltaY ?? '', characters.length - 1);
  if (!right || !down) throw damagedOfd();
  let [x, y] = start;
  return characters.map((character, index) => {
    if (index > 0) {
      x += right[index - 1] ?? 0;
      y += down[index - 1] ?? 0;
    }
    const [x_mm, y_mm] = transform(matrix, x, y);
    const glyph = glyphNumbers[index];
    return { text: character, x_mm, y_mm, ...(glyph !== undefined && { glyph }) };
  });
}

function pathObject(element: XmlElement): OfdPathObject {
  const isStroked = element.attributes.Stroke !== 'false';
  const isFilled = element.attributes.Fill === 'true';
  return {
    kind: 'path',
    ...placed(element),
    data: elementText(child(element, 'AbbreviatedData')),
    fill: isFilled ? colourOf(child(element, 'FillColor')) : undefined,
    stroke: isStroked ? (colourOf(child(element, 'StrokeColor')) ?? '#000000') : undefined,
    // The default of CT_GraphicUnit.
    lineWidth_mm: finite(element.attributes.LineWidth ?? 0.353),
    evenOdd: element.attributes.Rule === 'Even-Odd',
  };
}

function imageObject(element: XmlElement): OfdImageObject {
  return { kind: 'image', ...placed(element), image: finite(element.attributes.ResourceID) };
}

/** Where an object stands, and the map from its own units, which begin at the corner of its boundary. */
function placed({ attributes }: XmlElement) {
  const [left, top, width, height] = numbers(attributes.Boundary ?? '', 4);
  const own = attributes.CTM === undefined ? identity : (numbers(attributes.CTM, 6) as unknown as Matrix);
  const boundary = [left, top, width, height] as const;
  return { boundary, matrix: multiply([1, 0, 0, 1, left, top], own) };
}

/** #rrggbb of a colour in RGB, whose parts are decimal or # and hexadecimal; a grey is one number. Others are taken as not given. */
function colourOf(element: XmlElement | undefined): string | undefined {
  const written = element?.attributes.Value?.trim().split(/\s+/) ?? [];
  const parts = written.map((part) => (part.startsWith('#') ? Number.parseInt(part.slice(1), 16) : Number(part)));
  if ((parts.length !== 3 && parts.length !== 1) || parts.some(Number.isNaN)) return undefined;
  const rgb = parts.length === 1 ? [parts[0], parts[0], parts[0]] : parts;
  return `#${rgb
    .map((part) =>
      Math.min(Math.max(Math.round(part ?? 0), 0), 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function numbers(text: string, count: 4): [number, number, number, number];
function numbers(text: string, count: number): number[];
function numbers(text: string, count: number): number[] {
  const found = text.trim().split(/\s+/).map(finite);
  if (found.length !== count) throw damagedOfd();
  return found;
}

function finite(value: string | number | undefined): number {
  const number = value === undefined || value === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw damagedOfd();
  return number;
}
