import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { linesOf, type Page, readPdf, type Shape, typeArea } from './readPdf.ts';
import { riverIssue } from './riverIssue.ts';

let printer: Printer;
let pages: readonly Page[];

beforeAll(async () => {
  printer = await createPrinter();
  const { pdf } = await typesetIssue(riverIssue(2000), defaultLayoutParameters, printer.print);
  pages = await readPdf(pdf);
});
afterAll(() => printer?.close());

/** The type area of a page: inner margin left on odd pages, right on even ones. */
function leftEdge_mm(index: number): number {
  return index % 2 === 0 ? 28 : 26;
}

/** Shapes as wide as the type area, from the top. */
function rules(page: Page): readonly Shape[] {
  return page.shapes
    .filter((shape) => Math.abs(shape.right_mm - shape.left_mm - 156) < 0.3)
    .toSorted((above, below) => below.top_mm - above.top_mm);
}

test('every page is A4', () => {
  expect(pages.length).toBe(5);
  for (const { width_mm, height_mm } of pages) {
    expect(width_mm).toBeCloseTo(210, 0);
    expect(Math.abs(height_mm - 297)).toBeLessThan(0.3);
  }
});

test('a page of plain text has 22 lines of 28 characters that fill 156 by 225 mm', () => {
  const page = pages[2] as Page;
  const lines = linesOf(typeArea(page));
  expect(lines.map(({ text }) => [...text].length)).toEqual(Array(22).fill(28));
  const [first, last] = [lines[0]?.y_mm ?? 0, lines[21]?.y_mm ?? 0];
  expect((first - last) / 21).toBeCloseTo(225 / 22, 2);
  const left = Math.min(...typeArea(page).map((item) => item.x_mm));
  const right = Math.max(...typeArea(page).map((item) => item.x_mm + item.width_mm));
  expect(Math.abs(left - leftEdge_mm(2))).toBeLessThan(0.3);
  expect(Math.abs(right - left - 156)).toBeLessThan(0.3);
  // Half a line's leading stands above the first line and below the last: both lie inside the type area.
  expect(first + 0.88 * 5.644).toBeLessThan(297 - 37 + 0.3);
  expect(last - 0.12 * 5.644).toBeGreaterThan(35 - 0.3);
});

test('page numbers stand 7 mm below the type area, right on odd pages and left on even ones, one character in', () => {
  for (const [index, page] of pages.entries()) {
    const items = page.items.filter((item) => item.y_mm < 34.9 && item.text.trim());
    expect(items.map((item) => item.text).join('')).toBe(`— ${index + 1} —`);
    const left = Math.min(...items.map((item) => item.x_mm));
    const right = Math.max(...items.map((item) => item.x_mm + item.width_mm));
    const near = index % 2 === 0 ? leftEdge_mm(index) + 156 - right : left - leftEdge_mm(index);
    expect(Math.abs(near - 156 / 28)).toBeLessThan(0.3);
    // The dash of the shipped 宋体 is drawn from 0.242 to 0.293 of the size above the baseline.
    expect(Math.abs((items[0]?.y_mm ?? 0) + 0.267 * 4.939 - (35 - 7))).toBeLessThan(0.3);
  }
});

test('the red rule is 0.7 mm, as wide as the type area, and red', () => {
  const [rule, ...more] = rules(pages[0] as Page);
  expect(more).toEqual([]);
  expect((rule?.top_mm ?? 0) - (rule?.bottom_mm ?? 0)).toBeCloseTo(0.7, 2);
  expect(rule?.left_mm).toBeCloseTo(28, 1);
  expect(rule?.colour).toBe('#e60000');
});

test('the foot stands on the bottom edge of the last page, its rules 0.35 outside and 0.25 mm between', () => {
  for (const page of pages.slice(0, -1)) {
    expect(page.items.map((item) => item.text).join('')).not.toMatch(/报：|签发/);
  }
  const weights = rules(pages.at(-1) as Page).map(({ top_mm, bottom_mm }) => top_mm - bottom_mm);
  expect(weights.map((weight) => Number(weight.toFixed(2)))).toEqual([0.35, 0.25, 0.25, 0.35]);
  expect(Math.abs((rules(pages.at(-1) as Page).at(-1)?.bottom_mm ?? 0) - 35)).toBeLessThan(0.3);
});

test('another grid, paper and margin come out as asked', async () => {
  const parameters = LayoutParameters.parse({
    paperWidth_mm: 184,
    paperHeight_mm: 260,
    marginTop_mm: 30,
    marginInner_mm: 25,
    marginOuter_mm: 19,
    marginBottom_mm: 30,
    charactersPerLine: 26,
    linesPerPage: 20,
    bodySize_pt: 15,
    mirroredMargins: false,
  });
  const { pdf } = await typesetIssue(riverIssue(1500), parameters, printer.print);
  const other = await readPdf(pdf);
  const lines = linesOf((other[2] as Page).items.filter((item) => item.y_mm >= 29.9));
  expect(lines.map(({ text }) => [...text].length)).toEqual(Array(20).fill(26));
  for (const page of other) {
    expect(Math.abs(page.width_mm - 184)).toBeLessThan(0.3);
    const body = page.items.filter((item) => item.y_mm >= 29.9 && item.text.trim());
    expect(Math.min(...body.map((item) => item.x_mm))).toBeGreaterThan(24.7);
  }
});
