import { child, childElements, descendants } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { elementText } from './elementText.ts';
import type { OutlineEntry } from './issueOutline.ts';
import type { OfdDocument, OfdFont, OfdImage, OfdInformation, OfdPage } from './ofdDocument.ts';
import { damagedOfd, entryPath, type OfdPackage, openOfd } from './openOfd.ts';
import { readOfdPage } from './readOfdPage.ts';
import { folderOf, resolveLocation } from './resolveLocation.ts';

/** No bulletin has more; a file that names one page without end is made to fill the memory. */
const mostPages = 5000;

/**
 * The first document of an OFD: its pages with the place of every glyph, what it says about itself, its outline, fonts
 * and images. Takes what other programs write as well. Throws UnreadableFileError with one message for a person.
 */
export function readOfd(bytes: Uint8Array): OfdDocument {
  const ofd = openOfd(bytes);
  const entry = ofd.element(entryPath) as XmlElement;
  const body = child(entry, 'DocBody');
  const root = located(ofd, '', elementText(child(body, 'DocRoot')));
  const folder = folderOf(root.path);
  const common = child(root.element, 'CommonData');
  const pageElements = childElements(child(root.element, 'Pages')).filter(({ name }) => name === 'Page');
  if (!common || pageElements.length === 0 || pageElements.length > mostPages) throw damagedOfd();

  const fonts = new Map<number, OfdFont>();
  const images = new Map<number, OfdImage>();
  const takeResources = (from: XmlElement | undefined, names: readonly string[], base: string) => {
    for (const { name, ...element } of childElements(from)) {
      if (!names.includes(name)) continue;
      const file = located(ofd, base, elementText({ name, ...element }));
      readResources(ofd, file.element, folderOf(file.path), fonts, images);
    }
  };
  takeResources(common, ['PublicRes', 'DocumentRes'], folder);

  const templates = new Map(
    childElements(common)
      .filter(({ name }) => name === 'TemplatePage')
      .map(({ attributes }) => [attributes.ID ?? '', located(ofd, folder, attributes.BaseLoc ?? '').element]),
  );
  const read = new Map<string, OfdPage>();
  const pages = pageElements.map(({ attributes }) => {
    const { path, element } = located(ofd, folder, attributes.BaseLoc ?? '');
    takeResources(element, ['PageRes'], folderOf(path));
    const page = read.get(path) ?? readOfdPage(element, child(common, 'PageArea'), templates);
    read.set(path, page);
    return page;
  });
  const pageNumbers = new Map(pageElements.map(({ attributes }, index) => [attributes.ID ?? '', index]));
  return {
    type: entry.attributes.DocType ?? '',
    information: readInformation(child(body, 'DocInfo')),
    pages,
    outline: readOutline(child(root.element, 'Outlines'), pageNumbers),
    fonts,
    images,
  };
}

function located(ofd: OfdPackage, folder: string, location: string): { path: string; element: XmlElement } {
  const path = resolveLocation(folder, location);
  const element = path === undefined ? undefined : ofd.element(path);
  if (path === undefined || !element) throw damagedOfd();
  return { path, element };
}

function readResources(
  ofd: OfdPackage,
  resources: XmlElement,
  folder: string,
  fonts: Map<number, OfdFont>,
  images: Map<number, OfdImage>,
): void {
  const base = resolveLocation(folder, resources.attributes.BaseLoc || '.');
  const file = (location: string) => {
    const path = base === undefined || location === '' ? undefined : resolveLocation(base, location);
    return path === undefined ? undefined : ofd.part(path);
  };
  for (const font of descendants(resources, 'Font')) {
    const bytes = file(elementText(child(font, 'FontFile')));
    fonts.set(Number(font.attributes.ID), { name: font.attributes.FontName ?? '', bytes });
  }
  for (const media of descendants(resources, 'MultiMedia')) {
    const bytes = file(elementText(child(media, 'MediaFile')));
    if (media.attributes.Type === 'Image' && bytes) {
      images.set(Number(media.attributes.ID), { format: media.attributes.Format ?? '', bytes });
    }
  }
}

function readInformation(information: XmlElement | undefined): OfdInformation {
  const text = (name: string) => elementText(child(information, name));
  return {
    id: text('DocID'),
    title: text('Title'),
    author: text('Author'),
    subject: text('Subject'),
    creationDate: text('CreationDate'),
    custom: childElements(child(information, 'CustomDatas')).map((data) => [
      data.attributes.Name ?? '',
      elementText(data),
    ]),
  };
}

/** Entries that lead to no page keep their place at the page of the first entry under them, else at the first page. */
function readOutline(outline: XmlElement | undefined, pages: ReadonlyMap<string, number>): readonly OutlineEntry[] {
  return childElements(outline)
    .filter(({ name }) => name === 'OutlineElem')
    .map((element) => {
      const entries = readOutline(element, pages);
      const [destination] = childElements(child(element, 'Actions')).flatMap((action) => descendants(action, 'Dest'));
      return {
        title: element.attributes.Title ?? '',
        page: pages.get(destination?.attributes.PageID ?? '') ?? entries[0]?.page ?? 0,
        left_mm: Number(destination?.attributes.Left ?? 0),
        top_mm: Number(destination?.attributes.Top ?? 0),
        entries,
      };
    });
}
