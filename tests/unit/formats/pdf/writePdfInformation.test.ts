import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';

/** A page tree as Skia writes it: information first, a plain cross-reference table last. */
function plainPdf(): Uint8Array {
  const objects = [
    "<</Title (old)\n/Producer (Skia/PDF m1)\n/CreationDate (D:20260101101112+00'00')>>",
    '<</Type /Catalog /Pages 3 0 R>>',
    '<</Type /Pages /Kids [4 0 R] /Count 1>>',
    '<</Type /Page /Parent 3 0 R /MediaBox [0 0 10 10]>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 5\n0000000000 65535 f \n${table}trailer\n<</Size 5\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

const information = { title: '云溪信息 第7期', author: '云溪县办公室', subject: '水利（专刊）', date: '2026-03-05' };

test('another reader finds the new information and every object at its offset', async () => {
  const written = writePdfInformation(plainPdf(), information);
  const pdf = await PDFDocument.load(written, { updateMetadata: false, throwOnInvalidObject: true });
  expect(pdf.getPageCount()).toBe(1);
  expect(pdf.getTitle()).toBe('云溪信息 第7期');
  expect(pdf.getAuthor()).toBe('云溪县办公室');
  expect(pdf.getSubject()).toBe('水利（专刊）');
  expect(pdf.getProducer()).toBe('Skia/PDF m1');
  expect(pdf.getCreationDate()?.toISOString()).toBe('2026-03-04T16:00:00.000Z');
  const text = new TextDecoder('latin1').decode(written);
  for (const [index, offset] of [...text.matchAll(/^(\d{10}) 00000 n/gm)].entries()) {
    expect(text.slice(Number(offset[1]))).toMatch(new RegExp(`^${index + 1} 0 obj`));
  }
  expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref/);
});

test('a PDF built otherwise is refused rather than broken', () => {
  expect(() =>
    writePdfInformation(new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), information),
  ).toThrow();
});
