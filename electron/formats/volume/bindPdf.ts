import {
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { pageAddress } from '#shared/volume/renderVolume.ts';
import type { VolumeLeaves } from './volumeLeaves.ts';
import type { VolumeOutlineEntry } from './volumeOutline.ts';

/** A link of one of the volume's own pages, in points from the left and the bottom edge, and the page it leads to. */
export interface PageLink {
  readonly rect: readonly [left: number, bottom: number, right: number, top: number];
  readonly number: number;
}

export interface Binding {
  readonly sources: readonly Uint8Array[];
  /** A page for each number of the volume, with nothing on it but that. */
  readonly feet: Uint8Array;
  readonly order: VolumeLeaves;
  readonly outline: readonly VolumeOutlineEntry[];
  readonly information: {
    readonly title: string;
    readonly author: string;
    readonly subject: string;
    readonly date: string;
  };
  /** Called between sources; throws to end the work. */
  readonly rest: (part: number) => Promise<void>;
}

/**
 * One PDF of all the sources, their pages as they are, with outline, page labels and links. The same input gives the same
 * bytes. Throws where a source is no PDF.
 */
export async function bindPdf(binding: Binding): Promise<Uint8Array> {
  const { sources, feet, order, outline, information, rest } = binding;
  const volume = await PDFDocument.create({ updateMetadata: false });
  const date = new Date(`${information.date}T00:00:00+08:00`);
  volume.setTitle(information.title);
  volume.setAuthor(information.author);
  volume.setSubject(information.subject);
  volume.setCreator('Neikan 内刊工作站');
  volume.setCreationDate(date);
  volume.setModificationDate(date);
  const numbers = await volume.embedPdf(
    await PDFDocument.load(feet, { updateMetadata: false }),
    range(numbered(order)),
  );
  const pages: PDFPage[] = [];
  const links: (readonly PageLink[])[] = [];
  let size: [number, number] = [595, 842];
  let copied:
    | { readonly source: number; readonly pages: readonly PDFPage[]; readonly links: readonly (readonly PageLink[])[] }
    | undefined;
  for (const { from, number } of order.leaves) {
    if (from && copied?.source !== from.source) {
      await rest(from.source);
      copied = { source: from.source, ...(await copyOf(volume, sources[from.source] as Uint8Array)) };
    }
    const own = from && copied?.pages[from.page];
    const page = own ? volume.addPage(own) : volume.addPage(size);
    if (own) size = [own.getWidth(), own.getHeight()];
    const foot = number === undefined || !own ? undefined : numbers[number - 1];
    if (foot) page.drawPage(foot);
    pages.push(page);
    links.push((from && copied?.links[from.page]) ?? []);
  }
  const references = pages.map(({ ref }) => ref);
  for (const [index, page] of pages.entries()) addLinks(page, links[index] ?? [], references, order.before);
  volume.catalog.set(PDFName.of('Outlines'), addOutline(volume.context, outline, references));
  volume.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
  volume.catalog.set(PDFName.of('PageLabels'), pageLabels(volume.context, order));
  await rest(sources.length);
  return volume.save({ objectsPerTick: 200 });
}

/** The links of a PDF that Chromium printed, page by page. */
export async function pageLinks(pdf: Uint8Array): Promise<readonly (readonly PageLink[])[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map(linksOf);
}

async function copyOf(volume: PDFDocument, pdf: Uint8Array) {
  const source = await PDFDocument.load(pdf, { updateMetadata: false });
  const links = source.getPages().map(linksOf);
  const pages = await volume.copyPages(source, source.getPageIndices());
  // What leads out of the pages would lead nowhere now.
  for (const page of pages) page.node.delete(PDFName.of('Annots'));
  return { pages, links };
}

function linksOf(page: PDFPage): readonly PageLink[] {
  const annotations = page.node.Annots();
  if (!annotations) return [];
  return range(annotations.size()).flatMap((index): readonly PageLink[] => {
    const annotation = annotations.lookup(index, PDFDict);
    const action = annotation.lookupMaybe(PDFName.of('A'), PDFDict);
    const address = action?.lookup(PDFName.of('URI'));
    const text = address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : '';
    const number = text.startsWith(pageAddress) ? Number(text.slice(pageAddress.length)) : Number.NaN;
    const rect = annotation.lookup(PDFName.of('Rect'));
    if (!Number.isInteger(number) || !rect || !('asRectangle' in rect)) return [];
    const { x, y, width, height } = (
      rect as { asRectangle: () => { x: number; y: number; width: number; height: number } }
    ).asRectangle();
    return [{ rect: [x, y, x + width, y + height], number }];
  });
}

function addLinks(page: PDFPage, links: readonly PageLink[], references: readonly PDFRef[], before: number): void {
  if (links.length === 0) return;
  const { context } = page.doc;
  const annotations = links.flatMap(({ rect, number }) => {
    const target = references[before + number - 1];
    if (!target) return [];
    const link = context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [...rect],
      Border: [0, 0, 0],
      Dest: [target, 'Fit'],
    });
    return [context.register(link)];
  });
  page.node.set(PDFName.of('Annots'), context.obj(annotations));
}

/** ISO 32000-1 §12.3.3. The issues are shown, what is under them is folded away. */
function addOutline(
  context: PDFContext,
  entries: readonly VolumeOutlineEntry[],
  references: readonly PDFRef[],
): PDFRef {
  const root = context.nextRef();
  const dictionary = context.obj({ Type: 'Outlines' }) as PDFDict;
  fill(dictionary, root, entries, true);
  context.assign(root, dictionary);
  return root;

  function fill(parent: PDFDict, parentRef: PDFRef, under: readonly VolumeOutlineEntry[], isOpen: boolean): void {
    const refs = under.map(() => context.nextRef());
    for (const [index, { title, leaf, entries: inner }] of under.entries()) {
      const target = references[leaf];
      const item = context.obj({}) as PDFDict;
      item.set(PDFName.of('Title'), PDFHexString.fromText(title));
      item.set(PDFName.of('Parent'), parentRef);
      if (target) item.set(PDFName.of('Dest'), context.obj([target, 'Fit']));
      const [previous, next] = [refs[index - 1], refs[index + 1]];
      if (previous) item.set(PDFName.of('Prev'), previous);
      if (next) item.set(PDFName.of('Next'), next);
      fill(item, refs[index] as PDFRef, inner, false);
      context.assign(refs[index] as PDFRef, item);
    }
    const [first, last] = [refs[0], refs.at(-1)];
    if (!first || !last) return;
    parent.set(PDFName.of('First'), first);
    parent.set(PDFName.of('Last'), last);
    parent.set(PDFName.of('Count'), PDFNumber.of(isOpen ? under.length : -under.length));
  }
}

/** ISO 32000-1 §12.4.2: 目录1, 目录2 … before the first issue, then the numbers in the foot. */
function pageLabels(context: PDFContext, { before, starts }: VolumeLeaves): PDFDict {
  const labels = context.obj({}) as PDFDict;
  const prefixed = (prefix: string, style?: string) => {
    const label = context.obj({}) as PDFDict;
    label.set(PDFName.of('P'), PDFHexString.fromText(prefix));
    if (style) label.set(PDFName.of('S'), PDFName.of(style));
    return label;
  };
  const contentsStart = starts[1] ?? 1;
  labels.set(
    PDFName.of('Nums'),
    context.obj([0, prefixed('扉页'), contentsStart, prefixed('目录', 'D'), before, context.obj({ S: 'D' })]),
  );
  return labels;
}

function numbered({ leaves, before }: VolumeLeaves): number {
  return leaves.length - before;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
