import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { bookletPdf, bookletSides } from '#formats/pdf/booklet.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from './fullIssue.ts';
import { readPdf } from './readPdf.ts';

/** Where the fold stands. */
const half_mm = 210;

test('an issue’s booklet keeps every glyph in its place, its text and its TrueType fonts', async () => {
  const printer = await createPrinter();
  try {
    const { pdf } = await typesetIssue(fullIssue, defaultLayoutParameters, printer.print);
    const booklet = await bookletPdf(pdf);
    expect(Buffer.from(booklet).equals(await bookletPdf(pdf))).toBe(true);

    const pages = await readPdf(pdf);
    const sides = await readPdf(booklet);
    const order = bookletSides(pages.length);
    expect(sides).toHaveLength(order.length);
    let compared = 0;
    for (const [index, { left, right }] of order.entries()) {
      const wanted = [left, right].flatMap((number, half) =>
        number === undefined
          ? []
          : (pages[number - 1]?.items ?? []).map((item) => ({ ...item, x_mm: item.x_mm + half * half_mm })),
      );
      const found = sides[index]?.items ?? [];
      expect(found.map(({ text }) => text).join('')).toBe(wanted.map(({ text }) => text).join(''));
      expect(found).toHaveLength(wanted.length);
      for (const [place, item] of found.entries()) {
        expect(Math.abs(item.x_mm - (wanted[place]?.x_mm ?? 0))).toBeLessThan(0.1);
        expect(Math.abs(item.y_mm - (wanted[place]?.y_mm ?? 0))).toBeLessThan(0.1);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
    const kinds = await fontKinds(booklet);
    expect(kinds).toEqual(await fontKinds(pdf));
    expect(kinds).toContain('/CIDFontType2');
    expect(kinds).not.toContain('/Type3');
    console.info(
      `booklet: ${compared} pieces of text on ${sides.length} sides, ${booklet.length} bytes from ${pdf.length}`,
    );
  } finally {
    await printer.close();
  }
});

async function fontKinds(pdf: Uint8Array): Promise<readonly string[]> {
  const { context } = await PDFDocument.load(pdf, { updateMetadata: false });
  const kinds = context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || String(object.get(PDFName.of('Type'))) !== '/Font') return [];
    return [String(object.get(PDFName.of('Subtype')))];
  });
  return [...new Set(kinds)].sort();
}
