import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { UnprintableError } from '#formats/typeset/unprintableError.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { Block } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { printedText } from './printedText.ts';
import { linesOf, type Page, readPdf, textOf, typeArea } from './readPdf.ts';
import { plain, riverIssue } from './riverIssue.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

const cell = (text: string) => ({ inlines: [{ text }] });

function withBlocks(...body: readonly Block[]): IssueDocument {
  const [article] = riverIssue(0).articles;
  if (!article) throw new Error('no article');
  return riverIssue(0, { articles: [{ ...article, body: [...body] }] });
}

/** The pages, after a look that nothing stands outside the type area or is lost. */
async function pagesOf(document: IssueDocument, parameters: object = {}): Promise<readonly Page[]> {
  const { pdf } = await typesetIssue(document, LayoutParameters.parse(parameters), printer.print);
  const pages = await readPdf(pdf);
  for (const [index, page] of pages.entries()) {
    const left = index % 2 === 0 ? 28 : 26;
    for (const item of typeArea(page).filter(({ text }) => text.trim() !== '')) {
      expect(item.x_mm, item.text).toBeGreaterThan(left - 0.3);
      expect(item.x_mm + item.width_mm, item.text).toBeLessThan(left + 156.3);
      expect(item.y_mm, item.text).toBeLessThan(297 - 37);
    }
  }
  return pages;
}

/** Where the date on the first page ends: elsewhere when the browser has shrunk the pages to fit something in. */
function dateEdge_mm([page]: readonly Page[]): number {
  return Math.max(
    ...(page?.items ?? []).filter(({ text }) => text.includes('日')).map((item) => item.x_mm + item.width_mm),
  );
}

/** The characters of a text, sorted: cells of a row that goes over a page are read page by page. */
const characters = (text: string) => [...text].sort().join('');

test.each([8, 21, 34, 53])('a table of %i columns stays within the type area and shrinks no page', async (columns) => {
  const rows = ['站名', '水位', '雨量'].map((text) => Array.from({ length: columns }, () => cell(text)));
  const document = withBlocks({ role: 'table', headerRows: 1, rows });
  const pages = await pagesOf(document);
  expect(characters(textOf(pages))).toBe(characters(printedText(document)));
  expect(dateEdge_mm(pages)).toBeCloseTo(dateEdge_mm(await pagesOf(riverIssue(0))), 2);
});

test('a table of narrow and wide columns has room for a character in each', async () => {
  const columnWidths = [0.005, 0.005, 0.49, 0.5];
  const rows = [['甲', '乙丙', plain, plain].map(cell), ['一', '二', '三', '四'].map(cell)];
  const document = withBlocks({ role: 'table', headerRows: 0, columnWidths, rows });
  const pages = await pagesOf(document);
  expect(characters(textOf(pages))).toBe(characters(printedText(document)));
  const first = pages.flatMap(typeArea).find(({ text }) => text === '一');
  const second = pages.flatMap(typeArea).find(({ text }) => text === '二');
  expect((second?.x_mm ?? 0) - (first?.x_mm ?? 0)).toBeGreaterThan((14 * 25.4) / 72);
  expect(dateEdge_mm(pages)).toBeCloseTo(dateEdge_mm(await pagesOf(riverIssue(0))), 2);
});

test('a table of more columns than the smallest type has room for is refused by its place', async () => {
  const document = withBlocks({ role: 'table', headerRows: 0, rows: [Array.from({ length: 90 }, () => cell('溪'))] });
  const refuse = () => Promise.reject(new Error('must not be printed'));
  const typeset = typesetIssue(document, LayoutParameters.parse({}), refuse);
  await expect(typeset).rejects.toThrow(UnprintableError);
  await expect(typeset).rejects.toThrow('第1篇第1段的表格有90列');
});

test('a table breaks with two rows at the least on either side, and both its outer rules are whole', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => [cell(`${index + 1}`), cell('云溪站')]);
  const table: Block = { role: 'table', headerRows: 1, rows: [['序号', '测站'].map(cell), ...rows(5)] };
  // One after the other, a line further down each: every way of breaking comes up.
  const body = Array.from({ length: 9 }, (_, index) => [
    { role: 'paragraph' as const, inlines: [{ text: '堤岸加固。'.repeat(9 + 6 * index) }] },
    table,
  ]);
  const pages = await pagesOf(withBlocks(...body.flat()));
  const parts: number[] = [];
  for (const [index, page] of pages.entries()) {
    const lines = linesOf(typeArea(page)).map(({ text }) => text);
    // A part begins with its header, said again on each page.
    for (const [at, line] of lines.entries()) {
      if (!line.includes('序号')) continue;
      parts.push(lines.slice(at + 1).findIndex((one) => !one.includes('云溪站')));
      if (parts.at(-1) === -1) parts[parts.length - 1] = lines.length - at - 1;
    }
    const left = index % 2 === 0 ? 28 : 26;
    // Upright ones; level ones of the masthead are drawn to whole pixels, which cuts nothing of their thickness.
    for (const { left_mm, right_mm } of page.shapes.filter((shape) => shape.right_mm - shape.left_mm < 1)) {
      expect(left_mm).toBeGreaterThan(left - 0.01);
      expect(right_mm).toBeLessThan(left + 156.01);
    }
  }
  const broken = parts.filter((count) => count < 5);
  expect(parts.reduce((sum, count) => sum + count, 0)).toBe(9 * 5);
  expect(broken.length).toBeGreaterThan(1);
  expect(broken.filter((count) => count < 2)).toEqual([]);
});

test('a header cell that reaches into the row below stays whole, and the row keeps its columns', async () => {
  const rows = [[{ ...cell('站名'), rowSpan: 2 }, cell('水位')], [cell('米')], [cell('云溪站'), cell('12')]];
  const pages = await pagesOf(withBlocks({ role: 'table', headerRows: 1, rows }));
  const at = (text: string) => pages.flatMap(typeArea).find((item) => item.text === text);
  // Under 水位, and not under 站名.
  expect(
    Math.abs(
      (at('米')?.x_mm ?? 0) + (at('米')?.width_mm ?? 0) / 2 - (at('12')?.x_mm ?? 0) - (at('12')?.width_mm ?? 0) / 2,
    ),
  ).toBeLessThan(1);
});

test('a name at the foot that is wider than the line goes on in the next', async () => {
  const person = '云溪县防汛抗旱和水利工程建设领导小组办公室综合协调组';
  const pages = await pagesOf(
    riverIssue(0, { signOff: [{ step: 'signer', label: '签发', person: person.repeat(2) }] }),
  );
  expect(textOf(pages)).toContain(person.repeat(2));
});

test('a row taller than a page goes on over the next ones', async () => {
  const document = withBlocks(
    { role: 'paragraph', inlines: [{ text: plain }] },
    { role: 'table', headerRows: 1, rows: [['站名', '情况'].map(cell), [cell('云溪站'), cell(plain.repeat(40))]] },
    { role: 'paragraph', inlines: [{ text: `${plain}。` }] },
  );
  const pages = await pagesOf(document);
  expect(pages.length).toBeGreaterThan(3);
  const repeated = textOf(pages).replaceAll('站名情况', '');
  expect(characters(repeated)).toBe(characters(printedText(document).replace('站名情况', '')));
});

test('a foot taller than a page follows the text over as many pages as it takes, and loses nothing', async () => {
  const sendTo = Array.from({ length: 260 }, (_, index) => `云溪县第${index + 101}水务管理站`);
  const document = riverIssue(300, { sendTo, copies: 900 });
  for (const parameters of [{}, { footOnEvenPage: true }, { pagesMultipleOf: 4 }]) {
    const pages = await pagesOf(document, parameters);
    expect(textOf(pages)).toBe(printedText(document));
    const withFoot = pages.filter((page) => typeArea(page).some(({ text }) => /水务管理站|签发/.test(text)));
    expect(withFoot.length).toBeGreaterThan(2);
    for (const page of pages) {
      const heights = linesOf(typeArea(page)).map(({ y_mm }) => y_mm);
      const gaps = heights.slice(1).map((y_mm, index) => (heights[index] ?? 0) - y_mm);
      for (const gap of gaps) expect(gap).toBeGreaterThan(7.9);
    }
    if ('footOnEvenPage' in parameters) expect(pages.length % 2).toBe(0);
    if ('pagesMultipleOf' in parameters) expect(pages.length % 4).toBe(0);
  }
});
