import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import { decimal } from '#formats/ofd/decimal.ts';
import type { DocumentFacts } from '#formats/ofd/documentFacts.ts';
import { drawnObjects } from '#formats/ofd/drawnObjects.ts';
import type { OutlineEntry } from '#formats/ofd/issueOutline.ts';
import { matchFaces } from '#formats/ofd/matchFaces.ts';
import { mmPerPoint } from '#formats/ofd/mmPerPoint.ts';
import { ofdFile, ofdMarkup } from '#formats/ofd/ofdMarkup.ts';
import { openFace } from '#formats/ofd/openFace.ts';
import { readPdfPages } from '#formats/ofd/readPdfPages.ts';
import { areaMarkup, writeDocument, writeEntry } from '#formats/ofd/writeDocument.ts';
import { type PageReferences, writeLayer } from '#formats/ofd/writePage.ts';
import type { PageLink } from './bindPdf.ts';
import { type OfdResource, takeApart } from './issueOfd.ts';
import type { VolumeLeaves } from './volumeLeaves.ts';
import type { VolumeOutlineEntry } from './volumeOutline.ts';

/** Pages of the volume's own as they were printed, or a frozen issue. */
export type OfdSource =
  | { readonly kind: 'own'; readonly pdf: Uint8Array; readonly links: readonly (readonly PageLink[])[] }
  | { readonly kind: 'issue'; readonly ofd: () => Uint8Array };

export interface OfdBinding {
  readonly sources: readonly OfdSource[];
  readonly feet: Uint8Array;
  /** The faces that the volume's own pages were printed with, and every text on them. */
  readonly faces: readonly Uint8Array[];
  readonly texts: readonly string[];
  readonly order: VolumeLeaves;
  readonly outline: readonly VolumeOutlineEntry[];
  readonly facts: DocumentFacts;
  readonly rest: (part: number) => Promise<void>;
}

interface WrittenPage {
  readonly area: string;
  readonly layers: string;
}

const deflate: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(deflateRaw);

/** The earliest time a ZIP can hold: the same volume has the same bytes. */
const zipTime = new Date(1980, 0, 1);

/**
 * One OFD of all the sources: the issues' pages object for object as they were frozen, with the number of the volume's
 * page in a layer over them. The same input gives the same bytes. Throws where a frozen OFD is not one of this program.
 */
export async function bindOfd(binding: OfdBinding): Promise<Uint8Array> {
  const { order, facts, outline, rest } = binding;
  let lastId = 0;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  const pageIds = order.leaves.map(nextId);
  const linkTarget = (number: number) => pageIds[order.before + number - 1];
  const faces = new Map(binding.faces.map((bytes) => [openFace(bytes), nextId()] as const));
  const references: PageReferences = {
    nextId,
    font: (face) => faces.get(face) as number,
    image: () => {
      throw new Error('合订本自己的页面上没有图片');
    },
  };
  const own = async (pdf: Uint8Array) => {
    const printed = await readPdfPages(pdf);
    const matched = matchFaces(printed, [...faces.keys()]);
    return printed.pages.map((page) => ({ page, objects: drawnObjects(page, matched, binding.texts) }));
  };
  const feet = await own(binding.feet);
  const fonts: { readonly markup: string; readonly file: OfdResource }[] = [];
  const images: { readonly markup: string; readonly file: OfdResource }[] = [];
  const files = new Map<string, string>();
  /** Two issues may have the same picture, or the same cut of a font. */
  const fileName = (prefix: string, { name, bytes }: Pick<OfdResource, 'name' | 'bytes'>) => {
    const key = createHash('sha256').update(bytes).digest('hex');
    const known = files.get(key) ?? `${prefix}_${files.size}.${name.split('.').at(-1)}`;
    files.set(key, known);
    return known;
  };
  const addFont = (font: string, family: string | undefined, file: OfdResource) => {
    const name = fileName('font', file);
    fonts.push({ markup: fontMarkup(file.id, font, family, name), file: { ...file, name } });
  };

  const sources: (readonly WrittenPage[])[] = [];
  for (const [index, source] of binding.sources.entries()) {
    await rest(index);
    if (source.kind === 'own') {
      const pages = await own(source.pdf);
      sources.push(
        pages.map(({ page, objects }, at) => ({
          area: areaMarkup('Area', page.width_mm, page.height_mm),
          layers:
            writeLayer(objects, references) +
            linkLayer(source.links[at] ?? [], { height_mm: page.height_mm, nextId, linkTarget }),
        })),
      );
      continue;
    }
    const issue = takeApart(source.ofd(), lastId);
    lastId += issue.lastId;
    for (const { font, family, ...file } of issue.fonts) addFont(font, family, file);
    for (const { format, ...file } of issue.images) {
      const name = fileName('image', file);
      images.push({ markup: imageMarkup(file.id, format, name), file: { ...file, name } });
    }
    sources.push(issue.pages.map(({ area, layers }) => ({ area: ofdMarkup('Area', {}, area ?? issue.area), layers })));
  }
  for (const [face, id] of faces) {
    addFont(face.name, face.family || undefined, { id, name: 'face.ttf', bytes: face.bytes });
  }

  const [first] = sources.flat();
  const wholeArea = first?.area ?? areaMarkup('Area', 210, 297);
  const pages = order.leaves.map(({ from, number }, index) => {
    const page = from && sources[from.source]?.[from.page];
    const foot = page && number !== undefined ? feet[number - 1] : undefined;
    const layers = page?.layers ?? ofdMarkup('Layer', { ID: nextId(), Type: 'Body' });
    const content = layers + (foot ? writeLayer(foot.objects, references, 'Foreground') : '');
    const area = page && page.area !== wholeArea ? page.area : '';
    return {
      id: pageIds[index] as number,
      path: `Pages/Page_${index}/Content.xml`,
      content: ofdFile('Page', {}, area, ofdMarkup('Content', {}, content)),
    };
  });
  const archive = startZip();
  await archive.add('OFD.xml', writeEntry(facts, false));
  await archive.add(
    'Doc_0/Document.xml',
    writeDocument({
      lastId,
      area: wholeArea.replaceAll('ofd:Area>', 'ofd:PageArea>'),
      hasDocumentResources: images.length > 0,
      pages,
      outline: outline.map(placed),
      permissions: undefined,
    }),
  );
  const resources = (name: string, markup: readonly string[]) =>
    ofdFile('Res', { BaseLoc: 'Res' }, markup.length > 0 ? ofdMarkup(name, {}, ...markup) : '');
  await archive.add(
    'Doc_0/PublicRes.xml',
    resources(
      'Fonts',
      fonts.map(({ markup }) => markup),
    ),
  );
  if (images.length > 0)
    await archive.add(
      'Doc_0/DocumentRes.xml',
      resources(
        'MultiMedias',
        images.map(({ markup }) => markup),
      ),
    );
  const written = new Set<string>();
  for (const { file } of [...fonts, ...images]) {
    if (written.has(file.name)) continue;
    written.add(file.name);
    await rest(binding.sources.length);
    await archive.add(`Doc_0/Res/${file.name}`, file.bytes, !file.name.startsWith('font'));
  }
  for (const { path, content } of pages) await archive.add(`Doc_0/${path}`, content);
  return archive.end();
}

function placed({ title, leaf, entries }: VolumeOutlineEntry): OutlineEntry {
  return { title, page: leaf, left_mm: 0, top_mm: 0, entries: entries.map(placed) };
}

function fontMarkup(id: number, name: string, family: string | undefined, file: string): string {
  return ofdMarkup('Font', { ID: id, FontName: name, FamilyName: family }, ofdMarkup('FontFile', {}, file));
}

function imageMarkup(id: number, format: string, file: string): string {
  return ofdMarkup('MultiMedia', { ID: id, Type: 'Image', Format: format }, ofdMarkup('MediaFile', {}, file));
}

interface LinkPlaces {
  readonly height_mm: number;
  readonly nextId: () => number;
  readonly linkTarget: (number: number) => number | undefined;
}

/** Shapes that show nothing and lead to a page when they are clicked (GB/T 33190-2016, 14.1). */
function linkLayer(links: readonly PageLink[], { height_mm, nextId, linkTarget }: LinkPlaces): string {
  const objects = links.flatMap(({ rect, number }) => {
    const target = linkTarget(number);
    if (target === undefined) return [];
    const [left, bottom, right, top] = rect.map((length) => length * mmPerPoint) as [number, number, number, number];
    const [width, height] = [decimal(right - left), decimal(top - bottom)];
    const destination = ofdMarkup('Dest', { Type: 'Fit', PageID: target });
    const action = ofdMarkup('Action', { Event: 'CLICK' }, ofdMarkup('Goto', {}, destination));
    return [
      ofdMarkup(
        'PathObject',
        {
          ID: nextId(),
          Boundary: [decimal(left), decimal(height_mm - top), width, height].join(' '),
          Stroke: 'false',
          Fill: 'false',
        },
        ofdMarkup('Actions', {}, action),
        ofdMarkup('AbbreviatedData', {}, `M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C`),
      ),
    ];
  });
  return objects.length === 0 ? '' : ofdMarkup('Layer', { ID: nextId(), Type: 'Foreground' }, ...objects);
}

/** A ZIP that is filled part by part, so that others are served between them. */
function startZip() {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return {
    add: async (name: string, bytes: Uint8Array, isPacked = false) => {
      const packed = isPacked ? bytes : await deflate(bytes);
      const entry: ZipInputFile = {
        filename: name,
        size: bytes.length,
        crc: crc32(bytes),
        // 0 is as it is, 8 is deflate (APPNOTE 4.4.5).
        compression: isPacked ? 0 : 8,
        mtime: zipTime,
      };
      zip.add(entry);
      entry.ondata?.(null, new Uint8Array(packed), true);
    },
    end: (): Uint8Array => {
      zip.end();
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}
