import { child, childElements } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { elementText } from '../elementText.ts';
import { entryPath, type OfdPackage } from '../openOfd.ts';
import { folderOf, resolveLocation } from '../resolveLocation.ts';

export interface ArchivePart {
  readonly path: string;
  readonly element: XmlElement;
}

export interface ResourcePart extends ArchivePart {
  readonly kind: 'PublicRes' | 'DocumentRes' | 'PageRes';
}

/** A file that an element names, found or not. */
export interface NamedFile {
  /** The file it is named in. */
  readonly place: string;
  readonly location: string;
  /** Undefined where the location leads out of the package. */
  readonly path: string | undefined;
  readonly isThere: boolean;
}

/** A package taken apart for the rules: what the entry file leads to, and everything that is named on the way. */
export interface ArchiveParts {
  readonly ofd: OfdPackage;
  readonly entry: XmlElement;
  readonly document: ArchivePart | undefined;
  readonly resources: readonly ResourcePart[];
  /** Pages and templates. */
  readonly pages: readonly (ArchivePart & { readonly id: string })[];
  readonly named: readonly NamedFile[];
}

/** Elements whose text names a file, and the elements whose BaseLoc does. */
const locationElements = ['DocRoot', 'Signatures', 'Annotations', 'CustomTags', 'Attachments', 'Extensions', 'Cover'];

/** Follows every location from OFD.xml on. Throws UnreadableFileError where a part is damaged. */
export function archiveParts(ofd: OfdPackage): ArchiveParts {
  const named: NamedFile[] = [];
  const follow = (place: string, folder: string, location: string): ArchivePart | undefined => {
    const file = nameFile(ofd, place, folder, location);
    named.push(file);
    const element = file.path !== undefined && file.isThere ? ofd.element(file.path) : undefined;
    return file.path !== undefined && element ? { path: file.path, element } : undefined;
  };
  const nameOnly = (place: string, folder: string, location: string) => {
    named.push(nameFile(ofd, place, folder, location));
  };

  const entry = ofd.element(entryPath) as XmlElement;
  const body = child(entry, 'DocBody');
  const document = follow(entryPath, '', elementText(child(body, 'DocRoot')));
  for (const element of [...childElements(body), ...childElements(child(body, 'DocInfo'))]) {
    if (element.name !== 'DocRoot' && locationElements.includes(element.name)) {
      nameOnly(entryPath, '', elementText(element));
    }
  }
  const resources: ResourcePart[] = [];
  const pages: (ArchivePart & { readonly id: string })[] = [];
  if (document) {
    const folder = folderOf(document.path);
    for (const element of childElements(document.element)) {
      if (locationElements.includes(element.name)) nameOnly(document.path, folder, elementText(element));
    }
    const takeResources = (from: ArchivePart | undefined, within: XmlElement | undefined) => {
      for (const element of childElements(within)) {
        const kind = element.name;
        if (kind !== 'PublicRes' && kind !== 'DocumentRes' && kind !== 'PageRes') continue;
        const part = from && follow(from.path, folderOf(from.path), elementText(element));
        if (!part) continue;
        resources.push({ ...part, kind });
        for (const location of resourceLocations(part.element)) {
          const base = resolveLocation(folderOf(part.path), part.element.attributes.BaseLoc || '.');
          if (base === undefined) named.push({ place: part.path, location, path: undefined, isThere: false });
          else nameOnly(part.path, base, location);
        }
      }
    };
    const common = child(document.element, 'CommonData');
    takeResources(document, common);
    const pageElements = [
      ...childElements(child(document.element, 'Pages')),
      ...childElements(common).filter(({ name }) => name === 'TemplatePage'),
    ];
    for (const { attributes } of pageElements) {
      const page = follow(document.path, folder, attributes.BaseLoc ?? '');
      if (!page) continue;
      pages.push({ ...page, id: attributes.ID ?? '' });
      takeResources(page, page.element);
    }
  }
  return { ofd, entry, document, resources, pages, named };
}

/** Where a resource stands as a file: fonts, images and other media, colour profiles. */
function resourceLocations(resources: XmlElement): readonly string[] {
  return childElements(resources).flatMap((group) =>
    childElements(group).flatMap((resource) => [
      ...(resource.attributes.Profile === undefined ? [] : [resource.attributes.Profile]),
      ...childElements(resource)
        .filter(({ name }) => name === 'FontFile' || name === 'MediaFile')
        .map(elementText),
    ]),
  );
}

function nameFile(ofd: OfdPackage, place: string, folder: string, location: string): NamedFile {
  const path = resolveLocation(folder, location);
  return { place, location, path, isThere: path !== undefined && ofd.part(path) !== undefined };
}
