import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { termPlaces } from '#shared/search/highlight.ts';
import { blockPlaces, type Place, type PrintedLine, pageNumber } from './blockPlaces.ts';
import { type OpenPdf, pixelsPerPoint } from './pdfDocument.ts';

/** A run of print and the room it takes, in CSS pixels at 100 %. */
export interface PrintedRun extends PrintedLine {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A word on a page, or as much of it as stands in one line; `word` counts the words in their order. */
export type WordMark = Omit<PrintedRun, 'text'> & { readonly word: number };

/** Every run of text of a PDF with the room it takes, page by page. */
export async function readPrintedRuns({ proxy, sizes }: OpenPdf): Promise<readonly PrintedRun[]> {
  const pages = await Promise.all(
    sizes.map(async ({ height: pageHeight }, index) => {
      const page = await proxy.getPage(index + 1);
      const { items } = await page.getTextContent({ disableNormalization: true });
      return items
        .filter((item): item is TextItem => 'str' in item && item.str.trim() !== '')
        .map(({ str, transform, width, height }) => ({
          page: index + 1,
          left: (transform[4] as number) * pixelsPerPoint,
          // The origin of a PDF page is its lower left corner, and text stands on its base line.
          top: pageHeight - ((transform[5] as number) + height) * pixelsPerPoint,
          width: width * pixelsPerPoint,
          height: height * pixelsPerPoint * 1.15,
          text: str,
        }));
    }),
  );
  return pages.flat();
}

/** Where folded terms stand in print; a word that is broken at the end of a line has a mark in either. */
export function wordMarks(runs: readonly PrintedRun[], terms: readonly string[]): readonly WordMark[] {
  const signs: { readonly run: PrintedRun; readonly at: number }[] = [];
  let text = '';
  for (const run of runs) {
    if (pageNumber.test(run.text.replace(/\s/g, ''))) continue;
    for (const [at, sign] of [...run.text].entries()) {
      // Lines are broken and justified at will.
      if (/\s/.test(sign)) continue;
      for (let unit = 0; unit < sign.length; unit += 1) signs.push({ run, at });
      text += sign;
    }
  }
  return termPlaces(text, terms).flatMap(({ start, end }, word) => {
    const marks: WordMark[] = [];
    const pieces = Map.groupBy(signs.slice(start, end), ({ run }) => run);
    for (const [run, ofRun] of pieces) {
      const { text: line, ...room } = run;
      const sign = run.width / [...line].length;
      const first = ofRun[0]?.at ?? 0;
      const last = ofRun.at(-1)?.at ?? first;
      marks.push({ ...room, left: run.left + first * sign, width: (last - first + 1) * sign, word });
    }
    return marks;
  });
}

/** Where each article begins in print, by its title or the first of its paragraphs that is found. */
export function articlePlaces(
  runs: readonly PrintedRun[],
  articles: readonly { readonly id: string; readonly texts: readonly string[] }[],
): ReadonlyMap<string, Place> {
  const places = blockPlaces(
    runs,
    articles.flatMap(({ texts }) => texts),
  );
  let from = 0;
  const found = new Map<string, Place>();
  for (const { id, texts } of articles) {
    const place = places.slice(from, from + texts.length).find((one) => one !== undefined);
    from += texts.length;
    if (place) found.set(id, { page: place.page, top: place.top });
  }
  return found;
}
