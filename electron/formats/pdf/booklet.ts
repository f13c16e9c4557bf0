import { Duplex, PDFDocument, PrintScaling } from '@cantoo/pdf-lib';

/** A3 on its side, in points. */
const sheet = { width: (420 * 72) / 25.4, height: (297 * 72) / 25.4 } as const;

/** One side of a sheet: what stands left and right of the fold, counted from 1; undefined for a blank page. */
export interface BookletSide {
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/**
 * The sides of a saddle-stitched booklet in the order they print, front and back by turns: of eight pages 8–1, 2–7, 6–3,
 * 4–5. Blank pages at the end fill the count up to sheets of four.
 */
export function bookletSides(pageCount: number): readonly BookletSide[] {
  const places = Math.ceil(pageCount / 4) * 4;
  const page = (number: number) => (number <= pageCount ? number : undefined);
  return Array.from({ length: places / 2 }, (_, index) => {
    const outer = page(places - index);
    const inner = page(index + 1);
    // A front has the later page on the left; turned over, its back has it on the right.
    return index % 2 === 0 ? { left: outer, right: inner } : { left: inner, right: outer };
  });
}

/**
 * The pages of a PDF two by two on A3, to be printed on both sides, turned over the short edge, folded and stitched in the
 * fold. Pages are kept whole as forms, so that fonts and text stay what they are; larger ones than A4 are made smaller.
 * The same PDF gives the same bytes. Throws where there is no page.
 */
export async function bookletPdf(pdf: Uint8Array): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf, { updateMetadata: false });
  const count = source.getPageCount();
  if (count === 0) throw new Error('PDF 中没有页面。');
  const booklet = await PDFDocument.create({ updateMetadata: false });
  copyInformation(source, booklet);
  const preferences = booklet.catalog.getOrCreateViewerPreferences();
  preferences.setDuplex(Duplex.DuplexFlipShortEdge);
  preferences.setPrintScaling(PrintScaling.None);
  const forms = await booklet.embedPdf(
    source,
    Array.from({ length: count }, (_, index) => index),
  );
  const half = sheet.width / 2;
  for (const { left, right } of bookletSides(count)) {
    const side = booklet.addPage([sheet.width, sheet.height]);
    for (const [number, start] of [
      [left, 0],
      [right, half],
    ] as const) {
      const form = number === undefined ? undefined : forms[number - 1];
      if (!form) continue;
      const scale = Math.min(1, half / form.width, sheet.height / form.height);
      const [width, height] = [form.width * scale, form.height * scale];
      side.drawPage(form, { x: start + (half - width) / 2, y: (sheet.height - height) / 2, width, height });
    }
  }
  return booklet.save();
}

/** Title, author, subject and the issue's own date; nothing tells when the booklet was made. */
function copyInformation(from: PDFDocument, to: PDFDocument): void {
  const title = from.getTitle();
  const author = from.getAuthor();
  const subject = from.getSubject();
  const date = from.getCreationDate();
  if (title !== undefined) to.setTitle(title);
  if (author !== undefined) to.setAuthor(author);
  if (subject !== undefined) to.setSubject(subject);
  if (date !== undefined) {
    to.setCreationDate(date);
    to.setModificationDate(date);
  }
}
