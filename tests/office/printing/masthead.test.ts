import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { linesOf, type Page, readPdf } from './readPdf.ts';
import { riverIssue } from './riverIssue.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

const issue = riverIssue(300);
const red = '#e60000';

async function firstPage(parameters: object): Promise<Page> {
  const [page] = await readPdf((await typesetIssue(issue, LayoutParameters.parse(parameters), printer.print)).pdf);
  return page as Page;
}

/** Where each line of the page begins. */
function placesOf(page: Page) {
  return new Map(
    linesOf(page.items).map(({ text, y_mm }) => [
      text.replace(/\s/g, ''),
      {
        y_mm,
        x_mm: Math.min(...page.items.filter((item) => Math.abs(item.y_mm - y_mm) < 0.5).map((item) => item.x_mm)),
      },
    ]),
  );
}

test('a plain masthead has its name, smaller, and nothing red', async () => {
  const [usual, plain] = [await firstPage({}), await firstPage({ mastheadKind: 'plain' })];
  // Four characters of 26 pt in one item; of the usual name each is one, of 50 pt, because they are spread.
  const nameOf = (page: Page) => page.items.filter(({ text, y_mm }) => /[云溪信息]/.test(text) && y_mm > 220);
  expect(nameOf(plain).map(({ text }) => text)).toEqual(['云溪信息']);
  expect(nameOf(plain)[0]?.width_mm).toBeCloseTo((4 * 26 * 25.4) / 72, 0);
  expect(nameOf(usual)[0]?.width_mm).toBeGreaterThan((50 * 25.4) / 72 - 0.5);
  expect(usual.shapes.filter(({ colour }) => colour === red).length).toBeGreaterThan(0);
  expect(plain.shapes.filter(({ colour }) => colour === red)).toEqual([]);
});

test('on pre-printed sheets all but name and rule prints at its place, in black', async () => {
  const [usual, preprinted] = [await firstPage({}), await firstPage({ mastheadKind: 'preprinted' })];
  const [before, after] = [placesOf(usual), placesOf(preprinted)];
  expect([...before.keys()].filter((text) => !after.has(text))).toEqual(['云溪信息']);
  for (const [text, { x_mm, y_mm }] of after) {
    expect([text, x_mm.toFixed(1), y_mm.toFixed(1)]).toEqual([
      text,
      before.get(text)?.x_mm.toFixed(1),
      before.get(text)?.y_mm.toFixed(1),
    ]);
  }
  const rules = preprinted.shapes.filter(({ left_mm, right_mm }) => right_mm - left_mm > 100);
  expect(rules).toEqual([]);
  expect(preprinted.shapes.filter(({ colour }) => colour === red)).toEqual([]);
});

test('what is printed on a pre-printed masthead moves by the millimetres asked for, and nothing else does', async () => {
  const kind = { mastheadKind: 'preprinted' } as const;
  const before = placesOf(await firstPage(kind));
  const after = placesOf(await firstPage({ ...kind, preprintedRight_mm: -3, preprintedDown_mm: 2.5 }));
  const moved = [...after].filter(([text, { x_mm, y_mm }]) => {
    const place = before.get(text);
    if (Math.abs(x_mm - (place?.x_mm ?? 0)) < 0.05 && Math.abs(y_mm - (place?.y_mm ?? 0)) < 0.05) return false;
    // Lines are put on whole pixels of 0.26 mm.
    expect(Math.abs(x_mm - (place?.x_mm ?? 0) + 3)).toBeLessThan(0.27);
    expect(Math.abs(y_mm - (place?.y_mm ?? 0) + 2.5)).toBeLessThan(0.27);
    return true;
  });
  expect(moved.map(([text]) => text)).toEqual(['内部资料', '（水利专刊）', '第7期', '云溪县办公室2026年3月5日']);
});
