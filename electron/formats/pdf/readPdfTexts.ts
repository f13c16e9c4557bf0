import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of each page of a PDF in the order it is read out, page number included. Throws where it is no PDF. */
export async function readPdfTexts(pdf: Uint8Array): Promise<readonly string[]> {
  // The reader takes the buffer over and no Buffer; the caller keeps its own.
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  try {
    const opened = await task.promise;
    const texts: string[] = [];
    for (let number = 1; number <= opened.numPages; number += 1) {
      const page = await opened.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
    }
    return texts;
  } finally {
    await task.destroy();
  }
}
