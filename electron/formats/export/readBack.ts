import mammoth from 'mammoth';
import type { OfdPage } from '#formats/ofd/ofdDocument.ts';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { readPdfTexts } from '#formats/pdf/readPdfTexts.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueTexts } from '#shared/issue/issueTexts.ts';
import { LayoutManifest } from '#shared/layout/layoutManifest.ts';
import { defaultLayoutParameters, type LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { printedText } from '#shared/layout/printedText.ts';
import type { ExportFile } from './buildExport.ts';
import { layoutName } from './issueFiles.ts';
import type { ExportFault } from './verifyExport.ts';

/**
 * Reads every format of an export back and compares what it says with the document, blanks aside: the pages character for
 * character, the other formats text by text. Hashes prove that files are what was signed; this proves that what was
 * signed is the document.
 */
export async function readBackFaults(
  document: IssueDocument,
  files: readonly ExportFile[],
): Promise<readonly ExportFault[]> {
  const parameters = layoutOf(files);
  const faults: ExportFault[] = [];
  for (const { name, bytes } of files) {
    const compare = comparisons[name.slice(name.lastIndexOf('.') + 1)];
    if (!compare || !name.startsWith('issue.')) continue;
    const message = await compare(document, bytes, parameters).catch(() => '读不出来，文件已损坏');
    if (message !== undefined) faults.push({ file: name, message });
  }
  return faults;
}

type Comparison = (
  document: IssueDocument,
  bytes: Uint8Array,
  parameters: LayoutParameters,
) => Promise<string | undefined>;

const comparisons: Readonly<Record<string, Comparison>> = {
  pdf: async (document, bytes, parameters) => comparePages(document, await readPdfTexts(bytes), parameters),
  ofd: async (document, bytes, parameters) => comparePages(document, readOfd(bytes).pages.map(drawnText), parameters),
  docx: async (document, bytes) => {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    return compareTexts(document, value);
  },
  html: async (document, bytes) => compareTexts(document, textOfHtml(new TextDecoder().decode(bytes))),
  txt: async (document, bytes) => compareTexts(withoutFigures(document), new TextDecoder().decode(bytes)),
};

function layoutOf(files: readonly ExportFile[]): LayoutParameters {
  const file = files.find(({ name }) => name === layoutName);
  if (!file) return defaultLayoutParameters;
  return LayoutManifest.parse(JSON.parse(new TextDecoder().decode(file.bytes))).parameters;
}

function drawnText({ objects }: OfdPage): string {
  return objects.flatMap((object) => (object.kind === 'text' ? object.glyphs.map(({ text }) => text) : [])).join('');
}

/** The pages one after the other, without their numbers and without the header rows that a table repeats on a new page. */
function comparePages(
  document: IssueDocument,
  pages: readonly string[],
  parameters: LayoutParameters,
): string | undefined {
  const expected = printedText(document, parameters);
  const headers = repeatedHeaders(document);
  let place = 0;
  for (const [index, text] of pages.entries()) {
    // A page number stands before or after everything else on its page.
    const whole = withoutBlanks(text).replace(new RegExp(`^—${index + 1}—|—${index + 1}—$`), '');
    const repeated = headers.filter((header) => whole.startsWith(header)).map((header) => whole.slice(header.length));
    const read = [whole, ...repeated].find((one) => expected.startsWith(one, place));
    if (read === undefined) return differsFrom(expected, place, whole);
    place += read.length;
  }
  return place === expected.length ? undefined : differsFrom(expected, place, '');
}

function differsFrom(expected: string, from: number, read: string): string {
  let same = 0;
  while (same < read.length && read[same] === expected[from + same]) same += 1;
  return `与刊期的内容不一致，从第${from + same + 1}字“${expected.slice(from + same, from + same + 12)}”起`;
}

function repeatedHeaders({ articles }: IssueDocument): readonly string[] {
  return articles
    .flatMap(({ body }) => body)
    .flatMap((block) =>
      block.role === 'table' && block.headerRows > 0
        ? [withoutBlanks(blockParagraphs({ ...block, rows: block.rows.slice(0, block.headerRows) }).join(''))]
        : [],
    )
    .filter((header) => header !== '');
}

/** Everything on the head has to be there; the articles and the foot have to be there in their order. */
function compareTexts(document: IssueDocument, text: string): string | undefined {
  const read = withoutBlanks(text);
  let place = 0;
  for (const { part, text: whole } of issueTexts(document)) {
    // The contents are made of the titles, and not every format has them.
    if (part === 'contents') continue;
    const wanted = withoutBlanks(whole);
    const found = read.indexOf(wanted, part === 'head' ? 0 : place);
    if (found < 0) return lacking(wanted);
    if (part !== 'head') place = found + wanted.length;
  }
  return undefined;
}

function lacking(text: string): string {
  return `缺少“${text.slice(0, 12)}${text.length > 12 ? '…' : ''}”，或者次序不对`;
}

/** Plain text carries no figures, and no captions of them. */
function withoutFigures(document: IssueDocument): IssueDocument {
  const articles = document.articles.map((article) => ({
    ...article,
    body: article.body.filter(({ role }) => role !== 'figure'),
  }));
  return { ...document, articles };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The words of a page that `writeHtml` has written. */
function textOfHtml(html: string): string {
  return html
    .replace(/^[\s\S]*<\/head>/, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, '');
}
