import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
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

async function pagesOf(document: IssueDocument, parameters: unknown = {}): Promise<readonly Page[]> {
  const { pdf, pages } = await typesetIssue(document, LayoutParameters.parse(parameters), printer.print);
  const read = await readPdf(pdf);
  expect(read.length).toBe(pages);
  expect(textOf(read)).toBe(printedText(document));
  return read;
}

/** What a page holds, in a word a line. */
function describePages(pages: readonly Page[]): readonly string[] {
  return pages.map((page) => {
    const number = page.items
      .filter((item) => item.y_mm < 34.9)
      .map((item) => item.text.trim())
      .join('');
    const text = typeArea(page)
      .map((item) => item.text)
      .join('');
    const parts = [text.replace(/报：.*/, '').trim() ? 'text' : '', text.includes('报：') ? 'foot' : '', number];
    return parts.filter((part) => part).join(' ') || 'blank';
  });
}

// 300 characters end on page 2 with room to spare, 900 on page 3.
const even = riverIssue(300);
const odd = riverIssue(900);

test('without a wish the foot follows the text', async () => {
  expect(describePages(await pagesOf(even))).toEqual(['text —1—', 'text foot —2—'].map(spaced));
  expect(describePages(await pagesOf(odd))).toEqual(['text —1—', 'text —2—', 'text foot —3—'].map(spaced));
});

test('pages are filled up at the end, the blank ones without number', async () => {
  expect(describePages(await pagesOf(odd, { pagesMultipleOf: 2 }))).toEqual(
    ['text —1—', 'text —2—', 'text foot —3—', 'blank'].map(spaced),
  );
  expect(describePages(await pagesOf(even, { pagesMultipleOf: 4 }))).toEqual(
    ['text —1—', 'text foot —2—', 'blank', 'blank'].map(spaced),
  );
});

test('on an even page the foot stands with the text where that ends on one, else on the next with its number', async () => {
  expect(describePages(await pagesOf(even, { footOnEvenPage: true }))).toEqual(
    ['text —1—', 'text foot —2—'].map(spaced),
  );
  expect(describePages(await pagesOf(odd, { footOnEvenPage: true }))).toEqual(
    ['text —1—', 'text —2—', 'text —3—', 'foot —4—'].map(spaced),
  );
});

test('a foot after blank pages has no number either', async () => {
  expect(describePages(await pagesOf(even, { footOnEvenPage: true, pagesMultipleOf: 4 }))).toEqual(
    ['text —1—', 'text —2—', 'blank', 'foot'].map(spaced),
  );
});

test('where the text fills its page, one blank page comes before an even foot', async () => {
  // Found by trying: the foot does not fit under the text of page 2.
  const full = riverIssue(440);
  expect(describePages(await pagesOf(full))).toEqual(['text —1—', 'text —2—', 'text foot —3—'].map(spaced));
  expect(describePages(await pagesOf(full, { footOnEvenPage: true }))).toEqual(
    ['text —1—', 'text —2—', 'blank', 'foot'].map(spaced),
  );
});

test('an issue without foot is filled up as well', async () => {
  const bare = riverIssue(900, { reportTo: [], sendTo: [], signOff: [] });
  const pages = await pagesOf(bare, { footOnEvenPage: true, pagesMultipleOf: 2 });
  expect(describePages(pages)).toEqual(['text —1—', 'text —2—', 'text —3—', 'blank'].map(spaced));
});

test('wherever the text ends, foot and source line have a line of text above them on their page and overlap nothing', async () => {
  for (let characters = 28; characters < 1100; characters += 42) {
    const pages = await pagesOf(riverIssue(characters));
    const lines = linesOf(typeArea(pages.at(-1) as Page));
    const foot = lines.findIndex(({ text }) => text.startsWith('报：'));
    expect(foot, `${characters} characters`).toBeGreaterThanOrEqual(2);
    expect(lines[foot - 1]?.text).toBe('（云溪县水务局）');
    expect((lines[foot - 1]?.y_mm ?? 0) - (lines[foot]?.y_mm ?? 0)).toBeGreaterThan(8);
  }
});

test('a foot of many recipients hangs under its first unit and stands whole on the last page', async () => {
  const units = Array.from({ length: 45 }, (_, index) => `云溪县第${index + 1}水务管理站`);
  const pages = await pagesOf(riverIssue(300, { sendTo: units, copies: 230 }));
  const lines = linesOf(typeArea(pages.at(-1) as Page));
  const first = lines.findIndex(({ text }) => text.startsWith('发：'));
  const last = lines.findIndex(({ text }) => text.includes('（共印230份）'));
  expect(last - first).toBeGreaterThan(15);
  expect(lines[last]?.text).toContain('签发：周衡');
  const left = (line: number) =>
    Math.min(
      ...typeArea(pages.at(-1) as Page)
        .filter((item) => Math.abs(item.y_mm - (lines[line]?.y_mm ?? 0)) < 0.5)
        .map((item) => item.x_mm),
    );
  const character = (14 * 25.4) / 72;
  for (let line = first + 1; line < last; line += 1) {
    expect(Math.abs(left(line) - left(first) - 2 * character)).toBeLessThan(0.3);
  }
});

test('a paragraph ends with at least two characters on its last line', async () => {
  // Two characters of indent and 28 × 8 − 2 + 1 of text: one would be left over.
  const text = plain.repeat(9).slice(0, 28 * 8 - 2);
  const document = riverIssue(0);
  const [article] = document.articles;
  if (!article) throw new Error('no article');
  const issue = {
    ...document,
    articles: [{ ...article, body: [{ role: 'paragraph' as const, inlines: [{ text: `${text}好。` }] }] }],
  };
  const endings = async (minimum: number) => {
    const pages = await pagesOf(issue, { lastLineMinimum_characters: minimum });
    const lines = linesOf(typeArea(pages[1] as Page)).map((line) => line.text);
    return lines[lines.indexOf('（云溪县水务局）') - 1];
  };
  expect(await endings(1)).toBe('好。');
  expect(await endings(2)).toBe(`${text.slice(-1)}好。`);
});

test('no page ends with a heading or begins with a source line', async () => {
  const body = Array.from({ length: 40 }, (_, index) => [
    { role: 'heading1' as const, inlines: [{ text: `${index + 1}、清理河道` }] },
    { role: 'paragraph' as const, inlines: [{ text: plain.repeat(1 + (index % 3)) }] },
  ]).flat();
  const articles = [1, 2, 3].map((count) => ({
    id: `a${count}`,
    title: ['云溪县推进河湖整治'],
    source: { unit: '云溪县水务局', line: '（云溪县水务局）' },
    body: body
      .slice(0, 30 + count * 7 + (count % 2))
      .filter((block, index, all) => index < all.length - 1 || block.role === 'paragraph'),
  }));
  const pages = await pagesOf(riverIssue(0, { articles }));
  for (const page of pages.slice(1)) {
    const lines = linesOf(typeArea(page)).map(({ text }) => text);
    expect(lines[0]).not.toBe('（云溪县水务局）');
    if (!lines.some((text) => text.startsWith('报：'))) expect(lines.at(-1)).not.toMatch(/^\d+、|云溪县推进河湖整治/);
  }
});

/** Page numbers are read with the blanks inside them. */
function spaced(text: string): string {
  return text.replace(/—(\d+)—/, '— $1 —');
}
