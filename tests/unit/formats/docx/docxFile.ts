import { strToU8, zipSync } from 'fflate';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
export const namespaces = [
  `xmlns:w="${main}" xmlns:r="${office}" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture"`,
  `xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
].join(' ');

export interface DocxParts {
  /** Paragraphs and tables. */
  readonly body: string;
  /** Content of word/NAME.xml, related to the body by its name: styles, numbering, comments, footnotes, header1 … */
  readonly related?: Readonly<Record<string, string>>;
  /** Further relationships of the body: id, type, target, and whether it lies outside. */
  readonly links?: readonly { id: string; type: string; target: string; external?: boolean }[];
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

/** A DOCX as an office program packs one, from the XML of its parts. */
export function docxFile({ body, related = {}, links = [], files = {} }: DocxParts): Uint8Array {
  const own = Object.keys(related).map((name) => ({
    id: `rel-${name}`,
    type: name.replace(/\d+$/, ''),
    target: `${name}.xml`,
    external: false,
  }));
  const rels = [...own, ...links].map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  const relationships = (content: string) =>
    strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`,
    );
  const parts = Object.entries(related).map(([name, content]) => [`word/${name}.xml`, strToU8(content)]);
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': relationships(`<Relationship Id="a" Type="${office}/officeDocument" Target="word/document.xml"/>`),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document ${namespaces}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ),
    'word/_rels/document.xml.rels': relationships(rels.join('')),
    ...Object.fromEntries(parts),
    ...files,
  });
}

/** A part whose root has every namespace. */
export function part(root: string, content: string): string {
  return `<?xml version="1.0"?><${root} ${namespaces}>${content}</${root}>`;
}

export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of runs, or of plain text where no markup is given. */
export function paragraph(content: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') || content === '' ? content : run(content)}</w:p>`;
}
