import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { renderIssueHtml } from '#shared/layout/renderIssueHtml.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';

const mm = 72 / 25.4;
const plain = '云溪县水务局组织各乡镇清理河道修补堤岸增设水位观测点并向沿岸居民讲解防汛要求';
const paragraphs = Array.from({ length: 12 }, () => plain.repeat(4));
const document: IssueDocument = {
  ...emptyIssueDocument({ name: '云溪信息', organ: '云溪县办公室编' }),
  marking: ['内部资料'],
  column: '水利专刊',
  number: { series: 'regular', year: 2026, serial: 7 },
  date: '2026-03-05',
  articles: [
    {
      id: 'a1',
      title: ['云溪县三项举措', '推进河湖整治'],
      source: { unit: '云溪县水务局', line: '（云溪县水务局）' },
      body: [
        { role: 'heading1', inlines: [{ text: '一、清理河道' }] },
        ...paragraphs.map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] })),
        { role: 'heading2', inlines: [{ text: '（一）全面检查' }] },
        { role: 'paragraph', inlines: [{ text: '全县清淤12处，“先急后缓”……' }] },
      ],
    },
  ],
  reportTo: ['县领导'],
  sendTo: ['各乡镇'],
  signOff: [{ step: 'signer', label: '签发', person: '周衡' }],
};

interface Item {
  readonly text: string;
  readonly x_mm: number;
  readonly y_mm: number;
  readonly width_mm: number;
}
interface Page {
  readonly box: readonly number[];
  readonly items: readonly Item[];
}
let printer: Printer;
let bytes: Uint8Array;
let pages: Page[];

beforeAll(async () => {
  printer = await createPrinter();
  const texts = slotTexts(document, defaultLayoutParameters);
  expect(await missingCharacters(texts)).toEqual([]);
  bytes = await printer.print(renderIssueHtml(document, defaultLayoutParameters, await subsetFaces(texts)));
  pages = await readPages(bytes);
});
afterAll(() => printer?.close());

test('every page is A4', () => {
  expect(pages.length).toBeGreaterThan(3);
  for (const { box } of pages) {
    expect(Math.abs((box[2] ?? 0) / mm - 210)).toBeLessThan(0.3);
    expect(Math.abs((box[3] ?? 0) / mm - 297)).toBeLessThan(0.3);
  }
});

test('the text of the PDF is the text of the document, character for character', () => {
  const article = document.articles[0];
  const expected = [
    '内部资料云溪信息（水利专刊）第7期云溪县办公室编2026年3月5日目录云溪县三项举措推进河湖整治',
    ...(article?.title ?? []),
    ...(article?.body ?? []).map((block) =>
      'inlines' in block ? block.inlines.map((inline) => inline.text).join('') : '',
    ),
    article?.source?.line,
    '报：县领导发：各乡镇签发：周衡',
  ].join('');
  const printed = pages.flatMap((page) => inTypeArea(page).map((item) => item.text)).join('');
  expect(printed.replace(/\s/g, '')).toBe(expected);
  expect(printed).not.toMatch(/[\u2E80-\u2FDF]/);
});

test('fonts stay fonts: no Type 3', () => {
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('/Type3');
});

test('a full page has 22 lines of 28 characters on the pitch', () => {
  const full = pages[2] as Page;
  const lines = new Map<string, Item[]>();
  for (const item of inTypeArea(full)) {
    if (item.text.trim()) lines.set(item.y_mm.toFixed(1), [...(lines.get(item.y_mm.toFixed(1)) ?? []), item]);
  }
  expect(lines.size).toBe(22);
  const baselines = [...lines.keys()].map(Number).sort((left, right) => right - left);
  expect(Math.abs(((baselines[0] ?? 0) - (baselines[21] ?? 0)) / 21 - 225 / 22)).toBeLessThan(0.02);
  const counts = [...lines.values()].map((items) => [...items.map((item) => item.text).join('')].length);
  expect(Math.max(...counts)).toBe(28);
  // Every line within a paragraph is full: of 22 at most the ends of two or three paragraphs are not.
  expect(counts.filter((count) => count >= 26).length).toBeGreaterThan(15);
});

test('page numbers stand right on odd pages and left on even ones', () => {
  for (const [index, page] of pages.entries()) {
    const numbers = page.items.filter((item) => item.y_mm < 35 && item.text.trim());
    expect(numbers.map((item) => item.text).join('')).toBe(`— ${index + 1} —`);
    const x = numbers[0]?.x_mm ?? 0;
    if (index % 2 === 0) expect(x).toBeGreaterThan(150);
    // The outer margin, then one character.
    else expect(Math.abs(x - 26 - 156 / 28)).toBeLessThan(1);
  }
});

test('the foot stands on the bottom edge of the last page only', () => {
  const foot = pages.map((page) => page.items.filter((item) => /报：|签发/.test(item.text)));
  expect(foot.slice(0, -1).flat()).toEqual([]);
  const lowest = Math.min(...inTypeArea(pages.at(-1) as Page).map((item) => item.y_mm));
  // The last line's baseline lies less than one pitch above the type area's edge.
  expect(lowest).toBeLessThan(35 + 225 / 22 / 2);
});

test('what a page asks for outside itself is never asked for, and its scripts do not run', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    // The page brings its own font: what the machine has installed must not decide.
    const [face] = await subsetFaces([{ slot: 'body', text: '甲乙', place: '正文' }]);
    const style = `<style>@font-face{font-family:own;src:url(${face?.dataUrl})}p{font-family:own}</style>`;
    const html = `<!doctype html>${style}<p>甲<img src="http://127.0.0.1:${port}/a.png"><link rel="stylesheet" href="http://127.0.0.1:${port}/b.css"><script>document.body.textContent="乙"</script>`;
    const [page] = await readPages(await printer.print(html));
    expect(page?.items.map((item) => item.text).join('')).toContain('甲');
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

function inTypeArea(page: Page): readonly Item[] {
  return page.items.filter((item) => item.y_mm >= 35);
}

async function readPages(data: Uint8Array): Promise<Page[]> {
  const task = getDocument({ data: data.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const read: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    read.push({
      box: page.view,
      items: items.flatMap((item) =>
        'str' in item && item.str
          ? [{ text: item.str, x_mm: item.transform[4] / mm, y_mm: item.transform[5] / mm, width_mm: item.width / mm }]
          : [],
      ),
    });
  }
  await task.destroy();
  return read;
}
