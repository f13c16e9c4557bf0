import { expect, test } from 'vitest';
import { pdfPaper } from '#formats/pdf/pdfPaper.ts';

const paperOf = (box: string) => pdfPaper(new TextEncoder().encode(`%PDF-1.4\n<</Type /Page ${box}>>`));

test('pages are told by their size, as near as a browser rounds it', () => {
  expect(paperOf('/MediaBox [0 0 594.95996 841.91998]')).toBe('A4');
  expect(paperOf('/MediaBox [0 0 595.28 841.89]')).toBe('A4');
  expect(paperOf('/MediaBox [0 0 841.89 1190.55]')).toBe('A3');
});

test('any other size, and a page that lies, has no name', () => {
  expect(paperOf('/MediaBox [0 0 498.9 708.66]')).toBeUndefined();
  expect(paperOf('/MediaBox [0 0 841.89 595.28]')).toBeUndefined();
  expect(paperOf('')).toBeUndefined();
});
