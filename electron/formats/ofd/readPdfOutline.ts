import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { mmPerPoint } from './mmPerPoint.ts';

export interface PdfOutlineEntry {
  readonly title: string;
  /** From 0. */
  readonly page: number;
  /** From the left and the top edge of the paper. */
  readonly left_mm: number;
  readonly top_mm: number;
}

type OutlineNodes = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

/** The outline of a PDF as one list in reading order; entries that lead to no page are left out. */
export async function readPdfOutline(document: PDFDocumentProxy): Promise<readonly PdfOutlineEntry[]> {
  const entries: PdfOutlineEntry[] = [];
  for (const { title, dest } of flattened((await document.getOutline()) ?? [])) {
    const destination = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    if (!destination) continue;
    const [page, , left, top] = destination as [{ num: number; gen: number }, unknown, number | null, number | null];
    const index = await document.getPageIndex(page);
    const [originX = 0, , , height = 0] = (await document.getPage(index + 1)).view;
    entries.push({
      title,
      page: index,
      left_mm: ((left ?? originX) - originX) * mmPerPoint,
      top_mm: (height - (top ?? height)) * mmPerPoint,
    });
  }
  return entries;
}

function flattened(nodes: OutlineNodes): OutlineNodes {
  return nodes.flatMap((node) => [node, ...flattened(node.items)]);
}
