import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { markedContent } from '#shared/layout/markedArticle.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { linesOf, readPdf, textOf, typeArea } from './readPdf.ts';
import { riverIssue } from './riverIssue.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

const cell = (text: string) => ({ inlines: [{ text }] });
const before: ArticleContent = {
  title: ['云溪县多措并举', '推进河湖整治'],
  source: { unit: '云溪县水务局', line: '（云溪县水务局）' },
  body: [
    { role: 'heading1', inlines: [{ text: '一、清理河道' }] },
    { role: 'paragraph', inlines: [{ text: '全县清淤12处，群众满意。' }] },
    { role: 'paragraph', inlines: [{ text: '旧的一段。' }] },
    { role: 'table', headerRows: 1, rows: [['站名', '水位'].map(cell), ['云溪站', '12'].map(cell)] },
  ],
};
const after: ArticleContent = {
  ...before,
  title: ['云溪县三项举措', '推进河湖整治'],
  body: [
    { role: 'heading1', inlines: [{ text: '一、清理河道' }] },
    { role: 'paragraph', inlines: [{ text: '全县全面清淤12处，' }] },
    { role: 'paragraph', inlines: [{ text: '群众满意。' }] },
    { role: 'table', headerRows: 1, rows: [['站名', '水位'].map(cell), ['云溪站', '15'].map(cell)] },
  ],
};

test('花脸稿 prints both texts on the grid of the final pages, lines under and through them, and who changed what', async () => {
  const elements = markedDocument(compareArticles(before, after));
  const copy = { elements, legend: '花脸稿：闻禾改6处。' };
  const document = riverIssue(0, { marking: ['秘密★10年'], articles: [{ id: 'a1', ...markedContent(copy) }] });
  const { pdf } = await typesetPages(document, defaultLayoutParameters, printer.print, {
    draft: {},
    marked: new Map([['a1', copy]]),
    articlesOnly: true,
  });
  const pages = await readPdf(pdf);
  const text = textOf(pages);
  const first = textOf(pages.slice(0, 1));
  expect(first).toContain('秘密★10年');
  expect(first).toContain('云溪县多措并举');
  for (const words of [
    '云溪县多措并举三项举措推进河湖整治',
    '全县全面清淤12处，／群众满意。',
    '旧的一段。',
    '1215',
    '（云溪县水务局）',
    '花脸稿：闻禾改6处。',
  ]) {
    expect(text).toContain(words);
  }
  // Lines of text stand where those of the final pages would: a grid line apart.
  const lines = pages.flatMap((page) => linesOf(typeArea(page)));
  const at = (words: string) => lines.find((line) => line.text.includes(words))?.y_mm ?? 0;
  expect(Math.abs(at('一、清理河道') - at('全县全面清淤') - 225 / 22)).toBeLessThan(0.3);
  // Blue lines under what was put in, red ones through what was taken out.
  const colours = new Set(pages.flatMap(({ shapes }) => shapes.map(({ colour }) => colour)));
  expect([...colours]).toEqual(expect.arrayContaining(['#1d4f8f', '#b3261e']));
});
