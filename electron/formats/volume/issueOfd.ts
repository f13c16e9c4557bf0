import { child, childElements, descendants } from '#formats/docx/xmlSearch.ts';
import { elementText } from '#formats/ofd/elementText.ts';
import { openOfd } from '#formats/ofd/openOfd.ts';

/** A file of an OFD that its resources name. */
export interface OfdResource {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An issue's frozen OFD as `writeOfd` makes it, taken apart; every ID in it is raised by `base`. */
export interface IssueOfd {
  /** How many IDs it has used. */
  readonly lastId: number;
  readonly area: string;
  /** The inside of each page: its own area where it has one, and what it shows. */
  readonly pages: readonly { readonly area: string | undefined; readonly layers: string; readonly hasText: boolean }[];
  readonly fonts: readonly (OfdResource & { readonly font: string; readonly family: string | undefined })[];
  readonly images: readonly (OfdResource & { readonly format: string })[];
}

const folder = 'Doc_0/';

/** Throws where the package is not one that this program has made. */
export function takeApart(bytes: Uint8Array, base: number): IssueOfd {
  const ofd = openOfd(bytes);
  const document = ofd.element(`${folder}Document.xml`);
  const common = child(document, 'CommonData');
  const lastId = Number(elementText(child(common, 'MaxUnitID')));
  const pageElements = childElements(child(document, 'Pages'));
  if (!document || !common || !Number.isInteger(lastId) || pageElements.length === 0) throw unknownOfd();
  const text = (path: string) => {
    const part = ofd.part(folder + path);
    if (!part) throw unknownOfd();
    return new TextDecoder().decode(part);
  };
  const file = (name: string) => {
    const part = ofd.part(`${folder}Res/${name}`);
    if (!part) throw unknownOfd();
    return part;
  };
  const area = /<ofd:PageArea>(.*?)<\/ofd:PageArea>/s.exec(text('Document.xml'))?.[1];
  if (area === undefined) throw unknownOfd();
  const publicResources = ofd.element(`${folder}PublicRes.xml`);
  const documentResources = ofd.element(`${folder}DocumentRes.xml`);
  return {
    lastId,
    area,
    pages: pageElements.map(({ attributes }) => {
      const content = raised(text(attributes.BaseLoc ?? ''), base);
      const layers = /<ofd:Content>(.*)<\/ofd:Content>/s.exec(content)?.[1];
      if (layers === undefined) throw unknownOfd();
      return {
        area: /<ofd:Area>(.*?)<\/ofd:Area>/s.exec(content)?.[1],
        layers,
        hasText: layers.includes('<ofd:TextObject'),
      };
    }),
    fonts: (publicResources ? descendants(publicResources, 'Font') : []).map((font) => {
      const name = elementText(child(font, 'FontFile'));
      return {
        id: Number(font.attributes.ID) + base,
        name,
        bytes: file(name),
        font: font.attributes.FontName ?? '',
        family: font.attributes.FamilyName,
      };
    }),
    images: (documentResources ? descendants(documentResources, 'MultiMedia') : []).map((media) => {
      const name = elementText(child(media, 'MediaFile'));
      return {
        id: Number(media.attributes.ID) + base,
        name,
        bytes: file(name),
        format: media.attributes.Format ?? '',
      };
    }),
  };
}

/** Quotes stand in no text of these files, so that nothing but attributes is meant. */
function raised(markup: string, base: number): string {
  return markup.replace(/ (ID|Font|ResourceID)="(\d+)"/g, (_, name, id) => ` ${name}="${Number(id) + base}"`);
}

function unknownOfd(): Error {
  return new Error('冻结的 OFD 不是本程序写出的样子，不能装订');
}
