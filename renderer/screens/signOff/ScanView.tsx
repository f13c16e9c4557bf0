import { useEffect, useState } from 'react';
import type { ScanMime } from '#shared/issue/paperSignOff.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import './PaperSignOff.css';

export interface ScanViewProps {
  readonly mime: ScanMime;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
}

/** The scan of a paper, page by page or as the picture it is. */
export function ScanView({ mime, bytes, name }: ScanViewProps) {
  return mime === 'application/pdf' ? (
    <PagePreview pdf={bytes} label={name} />
  ) : (
    <ScanPicture mime={mime} bytes={bytes} name={name} />
  );
}

function ScanPicture({ mime, bytes, name }: ScanViewProps) {
  const [address, setAddress] = useState<string>();
  // An address of its own memory, which has to be given back.
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mime }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mime]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the scan scrolls by keys
    <div className="paper-scan" tabIndex={0}>
      {address && <img src={address} alt={name} />}
    </div>
  );
}
