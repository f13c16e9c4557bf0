import { type Zippable, zipSync } from 'fflate';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueTexts } from '#shared/issue/issueTexts.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { documentFacts } from './documentFacts.ts';
import { drawnObjects } from './drawnObjects.ts';
import { figureImages, type PackagedImage } from './figureImages.ts';
import { issueOutline } from './issueOutline.ts';
import { matchFaces } from './matchFaces.ts';
import type { OfdPermissions } from './ofdPermissions.ts';
import { type OpenFace, openFace } from './openFace.ts';
import { type PrintedPage, readPdfPages } from './readPdfPages.ts';
import type { DrawnObject } from './textRun.ts';
import { areaMarkup, writeDocument, writeEntry } from './writeDocument.ts';
import { writePage } from './writePage.ts';
import { writeDocumentResources, writePublicResources } from './writeResources.ts';

/** `distribution` follows GB/T 33190-2016 and is read everywhere; `archive` is OFD-A of GB/T 42133-2022. */
export type OfdProfile = 'distribution' | 'archive';

export interface OfdRequest {
  readonly document: IssueDocument;
  /** The issue as Chromium printed it. */
  readonly pdf: Uint8Array;
  /** The TrueType faces it was printed with. */
  readonly faces: ReadonlyMap<FontSlot, Uint8Array>;
  readonly profile: OfdProfile;
  /** Only for distribution. */
  readonly permissions?: OfdPermissions;
}

/** The earliest time a ZIP can hold, in whatever zone the machine is: the same issue has the same bytes. */
const zipTime = new Date(1980, 0, 1);

/**
 * The issue as an OFD package. Nothing is laid out again: glyphs, rules and images stand where the PDF has them, in the
 * same order, drawn with the same faces; their text is the document's own. Equal input gives equal bytes. Throws where
 * the pages hold something OFD cannot show the same.
 */
export async function writeOfd({ document, pdf, faces, profile, permissions }: OfdRequest): Promise<Uint8Array> {
  if (profile === 'archive' && permissions) throw new TypeError('an archived OFD carries no permissions');
  const printed = await readPdfPages(pdf);
  const open = [...faces.values()].map(openFace);
  const matched = matchFaces(printed, open);
  const texts = issueTexts(document).map(({ printed }) => printed);
  const drawnPages = printed.pages.map((page) => drawnObjects(page, matched, texts));

  let lastId = 0;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  const fonts = identified(
    open.filter((face) => [...matched.values()].includes(face)),
    nextId,
  );
  const imageOf = figureImages(document);
  const images = new Map<string, { readonly id: number; readonly image: PackagedImage }>();
  const references = {
    nextId,
    font: (face: OpenFace) => fonts.get(face) as number,
    image: (mark: Parameters<typeof imageOf>[0]) => {
      const { key, image } = imageOf(mark);
      const known = images.get(key) ?? { id: nextId(), image };
      images.set(key, known);
      return known.id;
    },
  };

  const [firstPage] = printed.pages as [PrintedPage];
  const area = areaMarkup('PageArea', firstPage.width_mm, firstPage.height_mm);
  const pages = printed.pages.map(({ width_mm, height_mm }, index) => {
    const own =
      areaMarkup('PageArea', width_mm, height_mm) === area ? undefined : areaMarkup('Area', width_mm, height_mm);
    const id = nextId();
    const content = writePage(drawnPages[index] as readonly DrawnObject[], references, own);
    return { id, path: `Pages/Page_${index}/Content.xml`, content };
  });
  const publicResources = writePublicResources(fonts);
  const documentResources = writeDocumentResources([...images.values()]);

  const files: Zippable = {
    'OFD.xml': writeEntry(documentFacts(document), profile === 'archive'),
    'Doc_0/Document.xml': writeDocument({
      lastId,
      area,
      hasDocumentResources: documentResources !== undefined,
      pages,
      outline: issueOutline(document, printed.outline),
      permissions,
    }),
    'Doc_0/PublicRes.xml': publicResources.file,
    ...(documentResources && { 'Doc_0/DocumentRes.xml': documentResources.file }),
    ...Object.fromEntries(pages.map(({ path, content }) => [`Doc_0/${path}`, content])),
    ...Object.fromEntries(publicResources.parts.map(({ name, bytes }) => [`Doc_0/Res/${name}`, bytes])),
    // Pictures are packed already.
    ...Object.fromEntries(
      (documentResources?.parts ?? []).map(({ name, bytes }) => [`Doc_0/Res/${name}`, [bytes, { level: 0 }] as const]),
    ),
  };
  return zipSync(files, { mtime: zipTime });
}

function identified<T>(things: readonly T[], nextId: () => number): ReadonlyMap<T, number> {
  return new Map(things.map((thing) => [thing, nextId()]));
}
