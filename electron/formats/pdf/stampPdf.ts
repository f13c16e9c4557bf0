import { PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib';
import { outlinedLine } from '#formats/font/outlinedLine.ts';

const mm = 72 / 25.4;

/** 9 mm over the edge of the paper: under the page number, and far below the type area, whose margin is 35 mm. */
const baseline_mm = 9;
const size_pt = 8;

/**
 * A copy of a PDF with this line in the foot of every page, drawn as outlines, so that the text of the pages stays what it
 * is. The copy is the original to its last byte with the mark appended (an incremental update, ISO 32000-1 §7.5.6): cut
 * off what was appended, and the original is there.
 */
export async function stampPdf(pdf: Uint8Array, line: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  const draw = await stamp(line);
  for (const page of document.getPages()) draw(page);
  return document.commit({ useObjectStreams: false });
}

/**
 * One PDF that holds a copy for each of these lines, one after the other, each marked with its own. Pages are kept once,
 * however many copies there are; each copy begins on a new sheet. Throws where there is no page.
 */
export async function stampedCopies(pdf: Uint8Array, lines: readonly string[]): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf, { updateMetadata: false });
  const copies = await PDFDocument.create({ updateMetadata: false });
  const title = source.getTitle();
  if (title !== undefined) copies.setTitle(title);
  const count = source.getPageCount();
  if (count === 0) throw new Error('PDF 中没有页面。');
  const forms = await copies.embedPdf(
    source,
    Array.from({ length: count }, (_, index) => index),
  );
  for (const line of lines) {
    const draw = await stamp(line);
    for (const form of forms) {
      const page = copies.addPage([form.width, form.height]);
      page.drawPage(form);
      draw(page);
    }
    if (count % 2 === 1) {
      const { width, height } = forms[0] as (typeof forms)[number];
      draw(copies.addPage([width, height]));
    }
  }
  return copies.save();
}

/** PDFs one after the other in one file. */
export async function joinedPdfs(pdfs: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create({ updateMetadata: false });
  for (const pdf of pdfs) {
    const part = await PDFDocument.load(pdf, { updateMetadata: false });
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
  }
  return whole.save();
}

/** Draws the line in the middle of a page's foot, smaller where the page is narrower than it. */
async function stamp(line: string): Promise<(page: PDFPage) => void> {
  const { path, width } = await outlinedLine(line, size_pt);
  return (page) => {
    const scale = Math.min(1, (page.getWidth() - 20 * mm) / width);
    page.drawSvgPath(path, {
      x: (page.getWidth() - width * scale) / 2,
      y: baseline_mm * mm,
      scale,
      color: rgb(0, 0, 0),
    });
  };
}
