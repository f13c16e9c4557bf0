import type { XmlElement } from './xmlTree.ts';

/** An element that the file did not have, for mammoth to read. */
export function makeElement(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

/** As mammoth looks for a picture; the description carries the key. */
export function pictureElement(key: string): XmlElement {
  const blip = makeElement('a:blip', { 'r:embed': 'picture' });
  const picture = makeElement('pic:pic', {}, [makeElement('pic:blipFill', {}, [blip])]);
  const graphic = makeElement('a:graphic', {}, [makeElement('a:graphicData', {}, [picture])]);
  return makeElement('w:drawing', {}, [
    makeElement('wp:inline', {}, [makeElement('wp:docPr', { descr: key }), graphic]),
  ]);
}
