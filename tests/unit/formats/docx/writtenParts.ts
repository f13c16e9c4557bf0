import { openPackage } from '#formats/docx/openPackage.ts';
import { descendants } from '#formats/docx/xmlSearch.ts';
import { readXml, type XmlElement } from '#formats/docx/xmlTree.ts';

/** The parts of a written DOCX as XML, each of them well-formed: reading one that is not throws. */
export function writtenParts(bytes: Uint8Array): ReadonlyMap<string, XmlElement> {
  const docx = openPackage(bytes);
  const xml = docx.names.filter((name) => /\.(?:xml|rels)$/.test(name));
  return new Map(
    xml.map((name) => {
      const part = docx.part(name) ?? new Uint8Array();
      // XML carries no control character but these three, and no half of a character.
      const text = new TextDecoder('utf-8', { fatal: true }).decode(part);
      const wrong = [...text].find((character) => !isXmlCharacter(character.codePointAt(0) ?? 0));
      if (wrong !== undefined) throw new Error(`${name} holds U+${wrong.codePointAt(0)?.toString(16)}`);
      return [name, readXml(part)];
    }),
  );
}

function isXmlCharacter(code: number): boolean {
  return code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10 || code === 13;
}

/** Attributes of the first element of that name in a part. */
export function attributesOf(part: XmlElement | undefined, name: string): Readonly<Record<string, string>> {
  return (part && descendants(part, name)[0]?.attributes) ?? {};
}

/** A style of word/styles.xml by its name. */
export function styleNamed(styles: XmlElement | undefined, name: string): XmlElement | undefined {
  return styles && descendants(styles, 'w:style').find((style) => attributesOf(style, 'w:name')['w:val'] === name);
}
