// The worker is loaded here and runs in this thread; else pdfjs would look for it as a file, which a bundled program has not.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { markPage } from './markPage.ts';
import { mmPerPoint } from './mmPerPoint.ts';
import type { PageMark } from './pageMark.ts';
import { type PdfOutlineEntry, readPdfOutline } from './readPdfOutline.ts';

export interface PrintedPage {
  readonly width_mm: number;
  readonly height_mm: number;
  readonly marks: readonly PageMark[];
}

export interface PrintedPages {
  readonly pages: readonly PrintedPage[];
  /** PostScript names of the fonts, by the key that marks name them with. */
  readonly fontNames: ReadonlyMap<string, string>;
  readonly outline: readonly PdfOutlineEntry[];
}

/** Everything a PDF that Chromium wrote shows, page by page. Throws where it holds what these pages have no use for. */
export async function readPdfPages(pdf: Uint8Array): Promise<PrintedPages> {
  const task = getDocument({
    // pdfjs takes the bytes for itself.
    data: pdf.slice(),
    verbosity: 0,
    stopAtErrors: true,
    // The glyph's own number, and the font's name.
    fontExtraProperties: true,
    // What a browser would do for it; said here because pdfjs takes Electron's processes for pages.
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  try {
    const document = await task.promise;
    const fontNames = new Map<string, string>();
    const pages: PrintedPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readPage(document, number, fontNames));
    }
    return { pages, fontNames, outline: await readPdfOutline(document) };
  } finally {
    await task.destroy();
  }
}

async function readPage(
  document: PDFDocumentProxy,
  number: number,
  fontNames: Map<string, string>,
): Promise<PrintedPage> {
  const page = await document.getPage(number);
  const operators = await page.getOperatorList();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const marks = markPage(operators, [mmPerPoint, 0, 0, -mmPerPoint, -left * mmPerPoint, top * mmPerPoint]);
  for (const mark of marks) {
    if (mark.kind !== 'glyphs' || fontNames.has(mark.font)) continue;
    fontNames.set(mark.font, await fontName(page, mark.font));
  }
  page.cleanup();
  return { width_mm: (right - left) * mmPerPoint, height_mm: (top - bottom) * mmPerPoint, marks };
}

/** The name without the six letters that mark a subset. */
async function fontName({ commonObjs }: PDFPageProxy, key: string): Promise<string> {
  const font = await new Promise<{ readonly name?: string; readonly isType3Font?: boolean }>((resolve) => {
    commonObjs.get(key, resolve);
  });
  if (font.isType3Font || font.name === undefined) throw new Error('PDF 中有不能嵌入 OFD 的字体。');
  return font.name.replace(/^[A-Z]{6}\+/, '');
}
