import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

const mm = 72 / 25.4;

export interface Item {
  readonly text: string;
  /** Left end of the baseline, from the left and the bottom edge of the paper. */
  readonly x_mm: number;
  readonly y_mm: number;
  readonly width_mm: number;
}

/** A filled shape of a page that is no glyph; edges from the left and the bottom edge of the paper. */
export interface Shape {
  readonly left_mm: number;
  readonly right_mm: number;
  readonly bottom_mm: number;
  readonly top_mm: number;
  readonly colour: string;
}

export interface Page {
  readonly width_mm: number;
  readonly height_mm: number;
  readonly items: readonly Item[];
  readonly shapes: readonly Shape[];
}

/** Everything a PDF shows, as pdfjs reads it back. */
export async function readPdf(data: Uint8Array): Promise<readonly Page[]> {
  const task = getDocument({ data: data.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const [, , width = 0, height = 0] = page.view;
    pages.push({
      width_mm: width / mm,
      height_mm: height / mm,
      items: items.flatMap((item) =>
        'str' in item && item.str
          ? [{ text: item.str, x_mm: item.transform[4] / mm, y_mm: item.transform[5] / mm, width_mm: item.width / mm }]
          : [],
      ),
      shapes: await readShapes(page),
    });
  }
  await task.destroy();
  return pages;
}

/** What stands above the page numbers; the bottom margin is 35 mm. */
export function typeArea(page: Page): readonly Item[] {
  return page.items.filter((item) => item.y_mm >= 34.9);
}

/** The text of all pages without page numbers and blanks. */
export function textOf(pages: readonly Page[]): string {
  return pages
    .flatMap((page) => typeArea(page).map((item) => item.text))
    .join('')
    .replace(/\s/g, '');
}

/** Lines of text from the top, with their baselines; what stands within half a millimetre is one line. */
export function linesOf(items: readonly Item[]): readonly { readonly y_mm: number; readonly text: string }[] {
  const lines: { y_mm: number; text: string }[] = [];
  for (const item of [...items].sort((left, right) => right.y_mm - left.y_mm || left.x_mm - right.x_mm)) {
    const line = lines.at(-1);
    if (item.text.trim() === '') continue;
    if (line && Math.abs(line.y_mm - item.y_mm) < 0.5) line.text += item.text;
    else lines.push({ y_mm: item.y_mm, text: item.text });
  }
  return lines;
}

type Matrix = readonly [number, number, number, number, number, number];

function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

async function readShapes(page: PDFPageProxy): Promise<readonly Shape[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const shapes: Shape[] = [];
  const stack: { matrix: Matrix; colour: string }[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let colour = '#000000';
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index];
    if (operator === OPS.save) stack.push({ matrix, colour });
    else if (operator === OPS.restore) ({ matrix, colour } = stack.pop() ?? { matrix, colour });
    else if (operator === OPS.transform) matrix = times(matrix, args);
    else if (operator === OPS.setFillRGBColor) colour = String(args[0]);
    else if (operator === OPS.constructPath && [OPS.fill, OPS.eoFill].includes(args[0])) {
      const [left, bottom, right, top] = args[2] as readonly [number, number, number, number];
      const corners = [
        [left, bottom],
        [right, bottom],
        [left, top],
        [right, top],
      ].map(([x = 0, y = 0]) => times(matrix, [1, 0, 0, 1, x, y]));
      const xs = corners.map((corner) => corner[4] / mm);
      const ys = corners.map((corner) => corner[5] / mm);
      shapes.push({
        left_mm: Math.min(...xs),
        right_mm: Math.max(...xs),
        bottom_mm: Math.min(...ys),
        top_mm: Math.max(...ys),
        colour,
      });
    }
  }
  return shapes;
}
