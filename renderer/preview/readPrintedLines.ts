import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import type { PrintedLine } from './blockPlaces.ts';
import { type OpenPdf, pixelsPerPoint } from './pdfDocument.ts';

/** Every run of text of a PDF, page by page in the order it was written in; from a page on, counted from 1. */
export async function readPrintedLines({ proxy, sizes }: OpenPdf, from = 1): Promise<readonly PrintedLine[]> {
  const pages = await Promise.all(
    sizes.slice(from - 1).map(async ({ height }, index) => {
      const number = from + index;
      const page = await proxy.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      return items
        .filter((item): item is TextItem => 'str' in item && item.str.trim() !== '')
        .map(({ str, transform, height: size }) => ({
          page: number,
          // The origin of a PDF page is its lower left corner, and text stands on its base line.
          top: height - ((transform[5] as number) + size) * pixelsPerPoint,
          text: str,
        }));
    }),
  );
  return pages.flat();
}
