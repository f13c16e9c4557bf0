import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PageSize {
  /** In CSS pixels at 100 %: 96 to the inch. */
  readonly width: number;
  readonly height: number;
}

export interface OpenPdf {
  readonly proxy: PDFDocumentProxy;
  readonly sizes: readonly PageSize[];
  readonly close: () => void;
}

/** PDF counts 72 points to the inch, CSS 96 pixels. */
export const pixelsPerPoint = 96 / 72;

let worker: PDFWorker | undefined;

/** One worker for the window, from its own origin; it starts when it is first asked for, before there is a PDF to open. */
export function sharedWorker(): PDFWorker {
  if (!worker) {
    const port = new Worker(new URL('../../node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url), {
      type: 'module',
    });
    // Its declaration was drawn from the default value and allows only null.
    worker = new PDFWorker({ port: port as unknown as null });
  }
  return worker;
}

/** Opens a PDF held in memory. Nothing is read by any address: no character maps, no fonts but those inside. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const task = getDocument({
    // The worker takes the buffer over; the caller keeps its own.
    data: bytes.slice(),
    worker: sharedWorker(),
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    // A second worker would only be worth it for pages much heavier than ours.
    disableWorkerRendering: true,
    verbosity: 0,
  });
  const proxy = await task.promise;
  const numbers = Array.from({ length: proxy.numPages }, (_, index) => index + 1);
  const sizes = await Promise.all(
    numbers.map(async (number) => {
      const { width, height } = (await proxy.getPage(number)).getViewport({ scale: pixelsPerPoint });
      return { width, height };
    }),
  );
  return { proxy, sizes, close: () => task.destroy() };
}
