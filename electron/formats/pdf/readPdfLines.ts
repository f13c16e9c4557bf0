import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { isPageNumber, type ReportEntry, type TextLine } from '#formats/text/textLine.ts';
import { type PlacedText, type PrintedLine, printedLines } from './printedLines.ts';
import { joinParagraphs } from './printedParagraphs.ts';

/** Tables by which older Chinese fonts say what their codes mean; read from the package, never from anywhere else. */
const characterMaps = `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps')}${sep}`;

/** A file with less than this on a page is taken for pictures of pages. */
const leastOfPage = 10;

export interface PdfLines {
  /** Paragraphs, as far as the places of their lines tell; `line` counts the printed lines. */
  readonly lines: readonly TextLine[];
  readonly report: readonly ReportEntry[];
}

/** The text of a PDF as paragraphs. Throws UnreadableFileError where it is encrypted, damaged or holds no text. */
export async function readPdfLines(pdf: Uint8Array): Promise<PdfLines> {
  const pages = await readPages(pdf);
  const signs = pages.flat().reduce((sum, { text }) => sum + text.trim().length, 0);
  if (signs < leastOfPage * pages.length) {
    throw new UnreadableFileError('这份 PDF 是扫描件，没有文字层，请用原来的 Word 文件，或先做文字识别');
  }
  const report: ReportEntry[] = [];
  const printed = withoutPageSigns(pages.map(printedLines), report);
  return { lines: joinParagraphs(printed, report), report };
}

async function readPages(pdf: Uint8Array): Promise<readonly (readonly PlacedText[])[]> {
  // The reader takes the buffer over and no Buffer; the caller keeps its own.
  const task = getDocument({
    data: new Uint8Array(pdf),
    useSystemFonts: false,
    verbosity: 0,
    cMapUrl: characterMaps,
    cMapPacked: true,
  });
  try {
    const opened = await task.promise;
    const pages: PlacedText[][] = [];
    for (let number = 1; number <= opened.numPages; number += 1) {
      const page = await opened.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      pages.push(
        items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const [, b = 0, , d = 0, x = 0, y = 0] = item.transform as readonly number[];
          // What stands upright or on its side (a stamp, a margin) is no line of the text.
          return b === 0 && d > 0 ? [{ text: item.str, x, y, width: item.width, size: d }] : [];
        }),
      );
      page.cleanup();
    }
    return pages;
  } catch (error) {
    throw new UnreadableFileError(reasonOf(error), { cause: error });
  } finally {
    await task.destroy();
  }
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return '这份 PDF 设有打开密码，请取消密码后另存再导入';
  return '这份 PDF 已损坏，打不开，请换一份完好的文件';
}

/** How often a line stands at the same height before it is taken for the head or foot of its pages. */
const leastRepeats = 3;

/** Whether an edge line stands further from its neighbour than lines of a paragraph do, of which a number may be the rest. */
function isApart(lines: readonly PrintedLine[], index: number): boolean {
  const [line, next] = [lines[index], lines[index === 0 ? 1 : index - 1]];
  return !line || !next || Math.abs(line.y - next.y) > next.size * 2.1;
}

/** Without page numbers, and without what is printed at the same place of several pages. */
function withoutPageSigns(
  pages: readonly (readonly PrintedLine[])[],
  report: ReportEntry[],
): readonly (readonly PrintedLine[])[] {
  const keyOf = ({ text, y }: PrintedLine) => `${Math.round(y / 3)} ${text.replace(/\d+/g, '#')}`;
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set([lines[0], lines.at(-1)].flatMap((line) => (line ? [keyOf(line)] : [])))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return pages.map((lines) =>
    lines.filter((line, index) => {
      const isEdge = index === 0 || index === lines.length - 1;
      const isNumber =
        isPageNumber(line.text) || (isEdge && /^\d{1,4}$/.test(line.text.trim()) && isApart(lines, index));
      const isRepeated = isEdge && pages.length >= leastRepeats && (counts.get(keyOf(line)) ?? 0) >= leastRepeats;
      if (isNumber) report.push({ line: line.line, kind: 'pageNumber', message: `去掉页码：${line.text}` });
      else if (isRepeated) report.push({ line: line.line, kind: 'pageHeader', message: `去掉页眉页脚：${line.text}` });
      return !isNumber && !isRepeated;
    }),
  );
}
