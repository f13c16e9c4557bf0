import { useEffect, useState } from 'react';
import { createNewestOnly } from '../app/newestOnly.ts';
import type { PrintedLine } from './blockPlaces.ts';
import type { OpenPdf } from './pdfDocument.ts';
import { readPrintedLines } from './readPrintedLines.ts';

/** The printed lines of the PDF that was opened last; an older one that is read to its end later does not come back. */
export function usePrintedLines(): readonly [readonly PrintedLine[], (opened: OpenPdf) => void] {
  const [lines, setLines] = useState<readonly PrintedLine[]>([]);
  const [newestOnly] = useState(() =>
    // A document that cannot be read, or was closed meanwhile, leads nowhere.
    createNewestOnly((opened: OpenPdf) => readPrintedLines(opened).catch(() => []), setLines),
  );
  useEffect(() => newestOnly.leave, [newestOnly]);
  return [lines, newestOnly.want];
}
