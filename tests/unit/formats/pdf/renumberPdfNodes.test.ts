import { expect, test } from 'vitest';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';

const renumber = (text: string) => new TextDecoder().decode(renumberPdfNodes(new TextEncoder().encode(text)));

test('names count from one whatever they began with, their order and distances kept', () => {
  expect(renumber('/ID (node00000573)>> /Headers [(node00000573) (node00000577)]>>')).toBe(
    '/ID (node00000001)>> /Headers [(node00000001) (node00000005)]>>',
  );
});

test('a PDF without tables stays as it is', () => {
  expect(renumber('%PDF-1.4 (node) node00000012')).toBe('%PDF-1.4 (node) node00000012');
});
