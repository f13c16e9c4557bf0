import { type PdfOutlineEntry, readPdfOutline } from '#formats/ofd/readPdfOutline.ts';
// The worker is loaded here and runs in this thread; else pdfjs would look for it as a file, which a bundled program has not.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An entry of the volume's outline; `leaf` counts the pages of the file from 0. */
export interface VolumeOutlineEntry {
  readonly title: string;
  readonly leaf: number;
  readonly entries: readonly VolumeOutlineEntry[];
}

/** The outline of a PDF and how many pages it has. Throws where it is no PDF. */
export async function outlineOf(
  pdf: Uint8Array,
): Promise<{ readonly pages: number; readonly outline: readonly PdfOutlineEntry[] }> {
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, disableFontFace: true, verbosity: 0 });
  try {
    const opened = await task.promise;
    return { pages: opened.numPages, outline: await readPdfOutline(opened) };
  } finally {
    await task.destroy();
  }
}
