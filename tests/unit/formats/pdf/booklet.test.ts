import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { bookletPdf, bookletSides } from '#formats/pdf/booklet.ts';

const mm = 72 / 25.4;

/** A PDF whose pages say their numbers at 20 mm from the left and 30 mm from the bottom. */
async function numbered(count: number, width_mm = 210, height_mm = 297): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle('云溪信息第7期');
  pdf.setCreationDate(new Date('2026-03-05T00:00:00+08:00'));
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= count; number += 1) {
    pdf.addPage([width_mm * mm, height_mm * mm]).drawText(`page${number}`, { x: 20 * mm, y: 30 * mm, size: 12, font });
  }
  return pdf.save();
}

interface Side {
  readonly width_mm: number;
  readonly height_mm: number;
  readonly texts: readonly { readonly text: string; readonly x_mm: number; readonly y_mm: number }[];
}

async function readSides(data: Uint8Array): Promise<readonly Side[]> {
  const task = getDocument({ data: data.slice(), verbosity: 0 });
  const pdf = await task.promise;
  const sides: Side[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [{ text: item.str, x_mm: item.transform[4] / mm, y_mm: item.transform[5] / mm }]
        : [],
    );
    sides.push({
      width_mm: width / mm,
      height_mm: height / mm,
      texts: texts.sort((one, other) => one.x_mm - other.x_mm),
    });
  }
  await task.destroy();
  return sides;
}

test('eight pages stand as one folds them', () => {
  expect(bookletSides(8).map(({ left, right }) => `${left}-${right}`)).toEqual(['8-1', '2-7', '6-3', '4-5']);
});

test('what is missing to a sheet is blank at the end', () => {
  expect(bookletSides(5).map(({ left, right }) => `${left ?? ''}-${right ?? ''}`)).toEqual(['-1', '2-', '-3', '4-5']);
  expect(bookletSides(1)).toEqual([
    { left: undefined, right: 1 },
    { left: undefined, right: undefined },
  ]);
});

test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
  'a booklet of %i pages has each page once, at its own size and in its half',
  async (count) => {
    const sides = await readSides(await bookletPdf(await numbered(count)));
    const order = bookletSides(count);
    expect(sides).toHaveLength(Math.ceil(count / 4) * 2);
    expect(order).toHaveLength(sides.length);
    for (const [index, { width_mm, height_mm, texts }] of sides.entries()) {
      expect(width_mm).toBeCloseTo(420, 1);
      expect(height_mm).toBeCloseTo(297, 1);
      const { left, right } = order[index] ?? {};
      const wanted = [
        ...(left === undefined ? [] : [{ text: `page${left}`, x_mm: 20 }]),
        ...(right === undefined ? [] : [{ text: `page${right}`, x_mm: 230 }]),
      ];
      expect(texts.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
      for (const [place, { x_mm, y_mm }] of texts.entries()) {
        expect(x_mm).toBeCloseTo(wanted[place]?.x_mm ?? 0, 1);
        expect(y_mm).toBeCloseTo(30, 1);
      }
    }
    const all = sides.flatMap(({ texts }) => texts.map(({ text }) => Number(text.slice(4))));
    expect(all.sort((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  },
);

test('the same pages give the same bytes, with the issue’s own title and date', async () => {
  const pdf = await numbered(6);
  const booklet = await bookletPdf(pdf);
  expect(Buffer.from(booklet).equals(await bookletPdf(pdf))).toBe(true);
  const read = await PDFDocument.load(booklet, { updateMetadata: false });
  expect(read.getTitle()).toBe('云溪信息第7期');
  expect(read.getCreationDate()?.toISOString()).toBe('2026-03-04T16:00:00.000Z');
  expect(read.getModificationDate()?.toISOString()).toBe('2026-03-04T16:00:00.000Z');
  expect(read.catalog.getViewerPreferences()?.getDuplex()).toBe('DuplexFlipShortEdge');
});

test('pages larger than half a sheet are made smaller, smaller ones stand in the middle of their half', async () => {
  const [large] = await readSides(await bookletPdf(await numbered(1, 420, 594)));
  expect(large?.texts[0]?.x_mm).toBeCloseTo(220, 1);
  expect(large?.texts[0]?.y_mm).toBeCloseTo(15, 1);
  const [small] = await readSides(await bookletPdf(await numbered(1, 148, 210)));
  expect(small?.texts[0]?.x_mm).toBeCloseTo(210 + (210 - 148) / 2 + 20, 1);
  expect(small?.texts[0]?.y_mm).toBeCloseTo((297 - 210) / 2 + 30, 1);
});

test('what is no PDF is refused', async () => {
  await expect(bookletPdf(new TextEncoder().encode('这不是PDF'))).rejects.toThrow();
});
