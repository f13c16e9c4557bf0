import { useEffect, useState } from 'react';
import { type OpenPdf, openPdf, sharedWorker } from './pdfDocument.ts';

export interface ShownPdf {
  /** The last that could be opened; it stays while newer bytes are being read. */
  readonly pdf: OpenPdf | undefined;
  readonly isUnreadable: boolean;
}

/** Opens bytes as they come; an older document is closed once a newer one stands in its place. */
export function usePdf(bytes: Uint8Array | undefined): ShownPdf {
  const [shown, setShown] = useState<ShownPdf>({ pdf: undefined, isUnreadable: false });
  // The reader starts while the pages are being set.
  useEffect(() => void sharedWorker(), []);
  useEffect(() => {
    if (!bytes) {
      setShown({ pdf: undefined, isUnreadable: false });
      return;
    }
    let isGone = false;
    openPdf(bytes).then(
      (pdf) => (isGone ? pdf.close() : setShown({ pdf, isUnreadable: false })),
      () => isGone || setShown({ pdf: undefined, isUnreadable: true }),
    );
    return () => {
      isGone = true;
    };
  }, [bytes]);
  const { pdf } = shown;
  useEffect(() => () => pdf?.close(), [pdf]);
  return shown;
}
