import { child, childElements } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { elementText } from '../elementText.ts';
import { openFace } from '../openFace.ts';
import { folderOf, resolveLocation } from '../resolveLocation.ts';
import type { ArchiveParts, ResourcePart } from './archiveParts.ts';
import type { ArchiveRule } from './archiveRule.ts';

/** Tables that a subset keeps (GB/T 42133-2022, 6.2.6c). */
const neededTables = ['cmap', 'loca', 'glyf', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post'];

/** The first bytes of the formats an archive takes (6.2.6e). */
const imageSignatures: readonly (readonly [format: string, bytes: readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['BMP', [0x42, 0x4d]],
  ['TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', [0x4d, 0x4d, 0x00, 0x2a]],
  ['JBIG2', [0x97, 0x4a, 0x42, 0x32]],
  ['JPEG2000', [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50]],
];

/** Which group of resources stands in which file (6.2.6a). */
const placement: Readonly<Record<string, readonly ResourcePart['kind'][]>> = {
  ColorSpaces: ['PublicRes'],
  Fonts: ['PublicRes'],
  DrawParams: ['DocumentRes', 'PageRes'],
  MultiMedias: ['DocumentRes', 'PageRes'],
  CompositeGraphicUnits: ['DocumentRes', 'PageRes'],
};

/** What fonts, images and colours must be like. */
export const resourceRules: readonly ArchiveRule[] = [
  {
    name: 'resourcePlacement',
    check: ({ resources }) =>
      resources.flatMap(({ path, kind, element }) =>
        childElements(element)
          .filter(({ name }) => placement[name] && !placement[name].includes(kind))
          .map(({ name }) => ({ place: path, message: `${name} 应放在 ${placement[name]?.join(' 或 ')} 中` })),
      ),
  },
  {
    name: 'fontEmbedded',
    check: (parts) =>
      resourcesOf(parts, 'Fonts').flatMap(({ part, resource }) => {
        const bytes = resourceFile(parts, part, resource, 'FontFile');
        const name = resource.attributes.FontName ?? '';
        if (!bytes) return [{ place: part.path, message: `字体“${name}”没有嵌入` }];
        try {
          openFace(bytes);
          return [];
        } catch {
          return [{ place: part.path, message: `字体“${name}”的字型数据已损坏` }];
        }
      }),
  },
  {
    name: 'fontTables',
    check: (parts) =>
      resourcesOf(parts, 'Fonts').flatMap(({ part, resource }) => {
        const bytes = resourceFile(parts, part, resource, 'FontFile');
        const tables = bytes ? tableNames(bytes) : neededTables;
        const missing = neededTables.filter((table) => !tables.includes(table));
        if (missing.length === 0) return [];
        return [
          { place: part.path, message: `字体“${resource.attributes.FontName ?? ''}”缺少数据表：${missing.join('、')}` },
        ];
      }),
  },
  {
    name: 'imageFormat',
    check: (parts) =>
      resourcesOf(parts, 'MultiMedias')
        .filter(({ resource }) => resource.attributes.Type === 'Image')
        .flatMap(({ part, resource }) => {
          const bytes = resourceFile(parts, part, resource, 'MediaFile');
          const isKnown = imageSignatures.some(([, signature]) => signature.every((byte, at) => bytes?.[at] === byte));
          if (!bytes || isKnown) return [];
          return [
            { place: part.path, message: `图像“${elementText(child(resource, 'MediaFile'))}”的格式不能用于归档` },
          ];
        }),
  },
  {
    name: 'audioVideo',
    check: (parts) =>
      resourcesOf(parts, 'MultiMedias')
        .filter(({ resource }) => resource.attributes.Type !== 'Image')
        .map(({ part }) => ({ place: part.path, message: '带有音频或视频' })),
  },
  {
    name: 'colourSpace',
    check: (parts) =>
      resourcesOf(parts, 'ColorSpaces')
        .filter(({ resource }) => !['GRAY', 'RGB', 'CMYK'].includes((resource.attributes.Type ?? '').toUpperCase()))
        .map(({ part, resource }) => ({
          place: part.path,
          message: `颜色空间 ${resource.attributes.Type ?? ''} 不能用于归档`,
        })),
  },
];

function resourcesOf({ resources }: ArchiveParts, group: string) {
  return resources.flatMap((part) =>
    childElements(part.element)
      .filter(({ name }) => name === group)
      .flatMap(childElements)
      .map((resource) => ({ part, resource })),
  );
}

function resourceFile({ ofd }: ArchiveParts, part: ResourcePart, resource: XmlElement, element: string) {
  const base = resolveLocation(folderOf(part.path), part.element.attributes.BaseLoc || '.');
  const location = elementText(child(resource, element));
  const path = base === undefined || location === '' ? undefined : resolveLocation(base, location);
  return path === undefined ? undefined : ofd.part(path);
}

/** Names in the table directory of an OpenType file. */
function tableNames(bytes: Uint8Array): readonly string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < 12) return [];
  const count = Math.min(file.readUInt16BE(4), Math.floor((file.length - 12) / 16));
  return Array.from({ length: count }, (_, index) => file.toString('latin1', 12 + index * 16, 16 + index * 16));
}
