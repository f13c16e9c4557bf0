import { createHash } from 'node:crypto';
import { issueOutline } from '#formats/ofd/issueOutline.ts';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';
import { type ArticleSource, titleInOneLine } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { serialsText } from '#shared/issue/issueSerials.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { contentsHead, issueNumberLine } from '#shared/layout/printedLines.ts';
import type { Absence, BoundIssue } from '#shared/volume/boundIssue.ts';
import {
  renderVolumeContents,
  renderVolumeFeet,
  renderVolumeIndexes,
  renderVolumeTitle,
  volumeTexts,
} from '#shared/volume/renderVolume.ts';
import { volumeIndexes } from '#shared/volume/volumeIndexes.ts';
import { volumeMarking } from '#shared/volume/volumeMarking.ts';
import { type ContentsRow, type VolumePages, volumePageLine, volumeWord } from '#shared/volume/volumePages.ts';
import { bindOfd } from './bindOfd.ts';
import { bindPdf, pageLinks } from './bindPdf.ts';
import { takeApart } from './issueOfd.ts';
import { printableVolume } from './printVolumePages.ts';
import { volumeLeaves } from './volumeLeaves.ts';
import { outlineOf, type VolumeOutlineEntry } from './volumeOutline.ts';

/** An issue of the span: with its frozen pages, or why it is not there. */
export type VolumePart =
  | {
      readonly kind: 'issue';
      readonly document: IssueDocument;
      readonly pdf: Uint8Array;
      /** Read when it is needed: a year of them is much to hold. */
      readonly ofd: () => Uint8Array;
    }
  | { readonly kind: 'absent'; readonly text: string; readonly absence: Absence };

export interface VolumeRequest {
  readonly publication: string;
  readonly organ: string;
  readonly span: string;
  /** In the order of the volume. */
  readonly parts: readonly VolumePart[];
  readonly parameters: LayoutParameters;
  readonly unitsOf: (source: ArticleSource) => readonly string[];
  readonly print: (html: string) => Promise<Uint8Array>;
  readonly withOfd: boolean;
  /** Told before each step, of so many; throws to end the work. */
  readonly step: (part: number, whole: number, label: string) => void;
}

export interface Volume {
  readonly pages: number;
  readonly pdf: Uint8Array;
  readonly ofd: Uint8Array | undefined;
}

/** A blank page has no front and back of its own; sides change with the number of the page where margins or numbers do. */
function printsOnBothSides({ mirroredMargins, pagesMultipleOf, footOnEvenPage }: LayoutParameters): boolean {
  return mirroredMargins || pagesMultipleOf > 1 || footOnEvenPage;
}

/** How many sources stand before the issues: title and contents. */
const front = 2;

/**
 * 合订本: title page, contents, the issues' frozen pages one after the other with the volume's own number in the foot, and
 * indexes. Nothing of an issue is set again. The same issues and settings give the same bytes. Throws where there is no
 * issue, and what printing throws.
 */
export async function makeVolume(request: VolumeRequest): Promise<Volume> {
  const { publication, organ, span, parts, parameters, unitsOf, withOfd, step } = request;
  const issues = parts.filter((part) => part.kind === 'issue');
  const last = issues.at(-1);
  if (!last) throw new Error('合订本中没有一期');
  const whole = issues.length * (withOfd ? 3 : 2) + 2;
  let done = 0;
  const rest = async (label: string) => {
    // Others are served between the steps, whoever wants to end the work among them.
    await new Promise((resolve) => setImmediate(resolve));
    step(Math.min(done, whole), whole, label);
    done += 1;
  };

  const read: ReadIssue[] = [];
  for (const issue of issues) {
    await rest('正在读取各期页面');
    read.push(await readIssue(issue));
  }
  const isTwoSided = printsOnBothSides(parameters);
  const leavesWith = (contents: number, indexes: number) =>
    volumeLeaves([1, contents, ...read.map(({ pages }) => pages), ...(indexes > 0 ? [indexes] : [])], {
      front,
      isTwoSided,
    });
  // How many pages the contents have moves nothing that is numbered.
  const numbered = leavesWith(1, 1);
  const numberOf = (source: number) => (numbered.starts[source] ?? 0) - numbered.before + 1;
  const bound = issues.map(({ document }, index) =>
    boundIssue(document, read[index] as ReadIssue, numberOf(front + index)),
  );
  const date = issues.map(({ document }) => document.date ?? '').reduce((one, other) => (one > other ? one : other));
  const indexes = volumeIndexes(bound, unitsOf);
  const own: VolumePages = {
    publication,
    organ,
    marking: volumeMarking(
      issues.map(({ document }) => document),
      date,
    ),
    span,
    extent: extentOf(issues.map(({ document }) => document)),
    contents: [],
    indexes,
  };

  await rest('正在排印索引');
  const information = { title: `${publication}${span}${volumeWord}`, author: organ, subject: volumeWord, date };
  // The places of the indexes are known when they are printed; the numbers of their pages are drawn by the same faces.
  const indexRows = indexes.map(({ title }): ContentsRow => ({ kind: 'index', text: title, page: 0 }));
  const printable = await printableVolume(
    { ...own, contents: [...contentsRows(parts, bound), ...indexRows] },
    parameters,
  );
  const { faces } = printable;
  const print = async (html: string) => writePdfInformation(renumberPdfNodes(await request.print(html)), information);
  const indexPdf =
    indexes.length > 0 ? await print(renderVolumeIndexes(printable.pages, parameters, faces)) : undefined;
  const printedIndexes = indexPdf && (await outlineOf(indexPdf));
  const indexStart = numberOf(front + issues.length);
  const indexPages = indexes.map(({ title }) => ({
    title,
    page: indexStart + (printedIndexes?.outline.find((entry) => sameTitle(entry.title, title))?.page ?? 0),
  }));

  await rest('正在排印目录');
  const contents = printable.pages.contents.map((row): ContentsRow => {
    if (row.kind !== 'index') return row;
    return { ...row, page: indexPages.find(({ title }) => title === row.text)?.page ?? indexStart };
  });
  const pages: VolumePages = { ...printable.pages, contents };
  const titlePdf = await print(renderVolumeTitle(pages, parameters, faces));
  const contentsPdf = await print(renderVolumeContents(pages, parameters, faces));
  const order = leavesWith((await outlineOf(contentsPdf)).pages, printedIndexes?.pages ?? 0);
  const feet = await print(renderVolumeFeet(order.leaves.length - order.before, parameters, faces));

  const outline = volumeOutline(bound, indexPages, order);
  const ownAfter = indexPdf ? [indexPdf] : [];
  const pdf = await bindPdf({
    sources: [titlePdf, contentsPdf, ...issues.map((issue) => issue.pdf), ...ownAfter],
    feet,
    order,
    outline,
    information,
    rest: () => rest('正在装订PDF'),
  });
  if (!withOfd) return { pages: order.leaves.length, pdf, ofd: undefined };

  const ownSource = async (file: Uint8Array) => ({ kind: 'own' as const, pdf: file, links: await pageLinks(file) });
  const ofd = await bindOfd({
    sources: [
      await ownSource(titlePdf),
      await ownSource(contentsPdf),
      ...issues.map((issue) => ({ kind: 'issue' as const, ofd: issue.ofd })),
      ...(await Promise.all(ownAfter.map(ownSource))),
    ],
    feet,
    faces: faces.map(({ dataUrl }) => new Uint8Array(Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'))),
    texts: [...volumeTexts(pages, parameters).map(({ text }) => text), volumePageLine(order.leaves.length)],
    order,
    outline,
    facts: ofdFacts(request, { ...information, id: volumeId(request, issues), marking: own.marking }),
    rest: () => rest('正在装订OFD'),
  });
  return { pages: order.leaves.length, pdf, ofd };
}

/** What the pages of an issue say of themselves. */
interface ReadIssue {
  readonly pages: number;
  /** From 0, as of `footPage`. */
  readonly articlePages: readonly number[];
  readonly footPage: number;
}

async function readIssue({ document, pdf, ofd }: Extract<VolumePart, { readonly kind: 'issue' }>): Promise<ReadIssue> {
  const { pages, outline } = await outlineOf(pdf);
  const lastWithText = takeApart(ofd(), 0).pages.findLastIndex(({ hasText }) => hasText);
  return {
    pages,
    articlePages: articlePages(document, issueOutline(document, outline)),
    footPage: Math.max(lastWithText, 0),
  };
}

/** An issue with the numbers its pages have in the volume. */
function boundIssue(
  document: IssueDocument,
  { pages, articlePages: places, footPage }: ReadIssue,
  firstPage: number,
): BoundIssue {
  return {
    document,
    pages,
    firstPage,
    articlePages: places.map((page) => firstPage + page),
    footPage: firstPage + footPage,
  };
}

function volumeOutline(
  bound: readonly BoundIssue[],
  indexPages: readonly { readonly title: string; readonly page: number }[],
  { before, starts }: ReturnType<typeof volumeLeaves>,
): readonly VolumeOutlineEntry[] {
  const leafOf = (number: number) => before + number - 1;
  return [
    { title: contentsHead.replace('　', ''), leaf: starts[1] ?? 0, entries: [] },
    ...bound.map(({ document, firstPage, articlePages: places }) => ({
      title: numberLine(document),
      leaf: leafOf(firstPage),
      entries: document.articles.map(({ title }, index) => ({
        title: titleInOneLine(title),
        leaf: leafOf(places[index] ?? firstPage),
        entries: [],
      })),
    })),
    ...indexPages.map(({ title, page }) => ({ title, leaf: leafOf(page), entries: [] })),
  ];
}

/** What an OFD says of itself; what there is nothing to say of is left out. */
function ofdFacts(
  { publication, organ }: Pick<VolumeRequest, 'publication' | 'organ'>,
  {
    marking,
    ...about
  }: {
    readonly id: string;
    readonly title: string;
    readonly author: string;
    readonly subject: string;
    readonly date: string;
    readonly marking: readonly string[];
  },
) {
  const custom: readonly (readonly [string, string])[] = [
    ['题名', about.title],
    ['责任者', organ],
    ['日期', about.date],
    ['刊名', publication],
    ['标识', marking.join('、')],
  ];
  return {
    ...about,
    custom: custom.filter(([, value]) => value !== '').map(([name, value]): [string, string] => [name, value]),
  };
}

/** The page of each article within the issue, from 0; one whose title is in no outline stands where the one before does. */
function articlePages(document: IssueDocument, outline: ReturnType<typeof issueOutline>): readonly number[] {
  let next = 0;
  let page = 0;
  return document.articles.map(({ title }) => {
    const wanted = titleInOneLine(title);
    const found = outline.findIndex((entry, index) => index >= next && entry.title === wanted);
    if (found >= 0) {
      next = found + 1;
      page = outline[found]?.page ?? page;
    }
    return page;
  });
}

function contentsRows(parts: readonly VolumePart[], bound: readonly BoundIssue[]): readonly ContentsRow[] {
  const rows: ContentsRow[] = [];
  let index = 0;
  for (const part of parts) {
    if (part.kind === 'absent') {
      rows.push({ kind: 'absent', text: part.text, absence: part.absence });
      continue;
    }
    const { document, firstPage, articlePages: places } = bound[index] as BoundIssue;
    index += 1;
    rows.push({ kind: 'issue', text: numberLine(document), date: document.date ?? '', page: firstPage });
    for (const [at, { title }] of document.articles.entries()) {
      rows.push({ kind: 'article', text: titleInOneLine(title), page: places[at] ?? firstPage });
    }
  }
  return rows;
}

function numberLine({ number }: IssueDocument): string {
  return number ? issueNumberLine(number) : '';
}

/** 第1—12期、增刊第1期，共13期 */
function extentOf(documents: readonly IssueDocument[]): string {
  const serials = (series: 'regular' | 'supplement') =>
    documents.flatMap(({ number }) => (number?.series === series ? [number.serial] : []));
  const extent = (name: string, all: readonly number[]) => {
    return all.length === 0 ? [] : [name + serialsText(Math.min(...all), Math.max(...all))];
  };
  const named = [...extent('', serials('regular')), ...extent('增刊', serials('supplement'))];
  return `${named.join('、')}，共${documents.length}期`;
}

function sameTitle(one: string, other: string): boolean {
  return one.replace(/\s/g, '') === other.replace(/\s/g, '');
}

/** 32 hexadecimal digits that tell which issues are bound. */
function volumeId(
  { publication, span }: VolumeRequest,
  issues: readonly { readonly document: IssueDocument }[],
): string {
  const named = { publication, span, issues: issues.map(({ document }) => contentHash(document)) };
  return createHash('sha256').update(canonicalJson(named)).digest('hex').slice(0, 32);
}
