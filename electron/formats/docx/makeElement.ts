import type { XmlElement } from './xmlTree.ts';

/** 156 mm (docs/layout, GB/T 9704) in twentieths of a point. */
const typeAreaTwips = 8844;

/** An element. */
export function make(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

/** As mammoth looks for a picture; the description carries the key. */
export function pictureElement(key: string): XmlElement {
  const blip = make('a:blip', { 'r:embed': 'picture' });
  const picture = make('pic:pic', {}, [make('pic:blipFill', {}, [blip])]);
  const graphic = make('a:graphic', {}, [make('a:graphicData', {}, [picture])]);
  return make('w:drawing', {}, [make('wp:inline', {}, [make('wp:docPr', { descr: key }), graphic])]);
}

/** Column widths as fractions of the type area, none when one is missing. */
export function columnFractions(widths: readonly number[]): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  if (!widths.every((width) => width > 0)) return [];
  return widths.map((width) => Math.max(0.0001, Math.round((width / Math.max(sum, typeAreaTwips)) * 10_000) / 10_000));
}
