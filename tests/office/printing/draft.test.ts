import { expect, test } from 'vitest';
import { MissingCharactersError } from '#formats/typeset/missingCharactersError.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { readPdf, type Shape, textOf } from './readPdf.ts';
import { riverIssue } from './riverIssue.ts';

const colour = defaultLayoutParameters.draftColour;
const marks = (shapes: readonly Shape[]) => shapes.filter((shape) => shape.colour === colour);

test('every page of a draft is marked inside its type area by shapes, not text; a clean issue is not', async () => {
  const printer = await createPrinter();
  try {
    const print = async (draft?: { name?: string; at?: string }) =>
      readPdf((await typesetIssue(riverIssue(2000), defaultLayoutParameters, printer.print, draft)).pdf);
    const clean = await print();
    const drafts = [await print({}), await print({ name: '苏禾', at: '2026年3月5日 14:20' })];
    for (const page of clean) expect(marks(page.shapes)).toEqual([]);
    for (const draft of drafts) {
      expect(draft.length).toBe(clean.length);
      expect(textOf(draft)).toBe(textOf(clean));
      for (const page of draft) {
        const [mark] = marks(page.shapes);
        expect(mark?.left_mm).toBeGreaterThan(26);
        expect(mark?.right_mm).toBeLessThan(184);
        expect(mark?.bottom_mm).toBeGreaterThan(35);
        expect((mark?.top_mm ?? 0) - (mark?.bottom_mm ?? 0)).toBeGreaterThan(80);
      }
    }
  } finally {
    await printer.close();
  }
});

test('a character no font has stops the export, in text and stamp alike, with the places', async () => {
  const refuse = () => Promise.reject(new Error('must not be printed'));
  const issue = riverIssue(100, { column: '水利\u{2f9f4}刊' });
  const shipped = LayoutParameters.parse({ fonts: shippedOnly });
  const failure = await typesetIssue(issue, shipped, refuse).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MissingCharactersError);
  expect((failure as MissingCharactersError).message).toContain('\u{2f9f4}（U+2F9F4）：仿宋（Neikan Fang），见栏目');
  const stamped = typesetIssue(riverIssue(100), defaultLayoutParameters, refuse, { name: '周\u{2f9f4}' });
  await expect(stamped).rejects.toThrow('见草稿标记');
});
