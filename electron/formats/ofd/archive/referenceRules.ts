import { child, childElements } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { elementText } from '../elementText.ts';
import { type OpenFace, openFace } from '../openFace.ts';
import { folderOf, resolveLocation } from '../resolveLocation.ts';
import type { ArchiveParts } from './archiveParts.ts';
import type { ArchiveRule } from './archiveRule.ts';

/** Attributes and elements that refer to a resource, and the elements it may be. */
const references: Readonly<Record<string, readonly string[]>> = {
  Font: ['Font'],
  ResourceID: ['MultiMedia', 'CompositeGraphicUnit'],
  DrawParam: ['DrawParam'],
  ColorSpace: ['ColorSpace'],
  Relative: ['DrawParam'],
  Thumbnail: ['MultiMedia'],
  Substitution: ['MultiMedia'],
  ImageMask: ['MultiMedia'],
  TemplateID: ['TemplatePage'],
};

interface Defined {
  readonly place: string;
  readonly element: XmlElement;
}

/** That what is referred to is there, once, and used; and that fonts hold what is set in them. */
export const referenceRules: readonly ArchiveRule[] = [
  {
    name: 'uniqueIds',
    check: (parts) => {
      const seen = new Set<string>();
      return identified(parts).flatMap(({ place, element }) => {
        const id = element.attributes.ID as string;
        const isNew = !seen.has(id);
        seen.add(id);
        return isNew ? [] : [{ place, message: `标识 ${id} 重复` }];
      });
    },
  },
  {
    name: 'maximumId',
    check: (parts) => {
      const { document } = parts;
      const largest = Number(elementText(child(child(document?.element, 'CommonData'), 'MaxUnitID')) || Number.NaN);
      if (document && !Number.isInteger(largest)) return [{ place: document.path, message: '没有写明最大标识' }];
      return identified(parts)
        .filter(({ element }) => !(Number(element.attributes.ID) <= largest))
        .map(({ place, element }) => ({ place, message: `标识 ${element.attributes.ID} 大于最大标识 ${largest}` }));
    },
  },
  {
    name: 'undefinedResource',
    check: (parts) => {
      const known = new Map(identified(parts).map(({ element }) => [element.attributes.ID, element.name]));
      return referring(parts)
        .filter(({ kinds, id }) => !kinds.includes(known.get(id) ?? ''))
        .map(({ place, id }) => ({ place, message: `引用的资源 ${id} 没有定义` }));
    },
  },
  {
    name: 'unusedResource',
    check: (parts) => {
      const used = new Set(referring(parts).map(({ id }) => id));
      return resourceElements(parts)
        .filter(({ element }) => !used.has(element.attributes.ID ?? ''))
        .map(({ place, element }) => ({ place, message: `资源 ${element.attributes.ID ?? '空'} 没有被使用` }));
    },
  },
  {
    name: 'sharedImage',
    check: ({ resources, pages }) =>
      resources
        .filter(({ kind }) => kind === 'PageRes')
        .flatMap(({ path, element }) =>
          descendantElements(element)
            .filter(({ name }) => name === 'MultiMedia')
            .filter(({ attributes }) => pages.filter((page) => usesImage(page.element, attributes.ID)).length > 1)
            .map(({ attributes }) => ({
              place: path,
              message: `多页共用的图像 ${attributes.ID} 应放在 DocumentRes 中`,
            })),
        ),
  },
  {
    name: 'glyphs',
    check: (parts) => {
      const faces = openFaces(parts);
      return parts.pages.flatMap(({ path, element }) =>
        descendantElements(element)
          .filter(({ name }) => name === 'TextObject')
          .flatMap((object) => {
            const face = faces.get(object.attributes.Font ?? '');
            return face ? missingGlyphs(object, face).map((message) => ({ place: path, message })) : [];
          }),
      );
    },
  },
];

/** Everything in the document that has an identifier. Versions number themselves apart. */
function identified({ document, resources, pages }: ArchiveParts): readonly Defined[] {
  return [...(document ? [document] : []), ...resources, ...pages].flatMap(({ path, element }) =>
    descendantElements(element)
      .filter(({ attributes }) => 'ID' in attributes)
      .map((found) => ({ place: path, element: found })),
  );
}

function resourceElements({ resources }: ArchiveParts): readonly Defined[] {
  return resources.flatMap(({ path, element }) =>
    childElements(element)
      .flatMap(childElements)
      .map((found) => ({ place: path, element: found })),
  );
}

function referring({ document, resources, pages }: ArchiveParts) {
  const found = [...(document ? [document] : []), ...resources, ...pages].flatMap(({ path, element }) =>
    descendantElements(element).flatMap(({ attributes }) =>
      Object.entries(attributes)
        .filter(([key]) => key in references)
        .map(([key, id]) => ({ place: path, id, kinds: references[key] ?? [] })),
    ),
  );
  const standard = elementText(child(child(document?.element, 'CommonData'), 'DefaultCS'));
  return document && standard ? [...found, { place: document.path, id: standard, kinds: ['ColorSpace'] }] : found;
}

function usesImage(page: XmlElement, id: string | undefined): boolean {
  return descendantElements(page).some(
    ({ name, attributes }) => name === 'ImageObject' && attributes.ResourceID === id,
  );
}

/** The fonts that can be opened, by identifier; for the others another rule speaks. */
function openFaces({ ofd, resources }: ArchiveParts): ReadonlyMap<string, OpenFace> {
  const faces = new Map<string, OpenFace>();
  for (const { path, element } of resources) {
    const base = resolveLocation(folderOf(path), element.attributes.BaseLoc || '.') ?? '';
    for (const font of descendantElements(element).filter(({ name }) => name === 'Font')) {
      const file = resolveLocation(base, elementText(child(font, 'FontFile')));
      const bytes = file === undefined ? undefined : ofd.part(file);
      try {
        if (bytes) faces.set(font.attributes.ID ?? '', openFace(bytes));
      } catch {
        // fontEmbedded names it.
      }
    }
  }
  return faces;
}

/** Characters of a text object without a glyph. Characters that a CGTransform covers are drawn by the numbers it gives. */
function missingGlyphs(object: XmlElement, face: OpenFace): readonly string[] {
  const messages: string[] = [];
  let covered = 0;
  for (const part of childElements(object)) {
    if (part.name === 'CGTransform') {
      const numbers = elementText(child(part, 'Glyphs')).trim().split(/\s+/).filter(Boolean).map(Number);
      const wrong = numbers.filter((number) => !(number > 0 && number < face.glyphCount));
      messages.push(...wrong.map((number) => `字体“${face.name}”中没有第 ${number} 个字形`));
      covered = Number(part.attributes.CodeCount ?? 1);
    }
    if (part.name !== 'TextCode') continue;
    const bare = [...elementText(part)].slice(covered).filter((character) => face.glyphOf(character) === 0);
    messages.push(...bare.map((character) => `字体“${face.name}”中没有“${character}”字`));
    covered = 0;
  }
  return messages;
}

function descendantElements(element: XmlElement): readonly XmlElement[] {
  return childElements(element).flatMap((each) => [each, ...descendantElements(each)]);
}
