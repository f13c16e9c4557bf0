import { useRef } from 'react';
import { mostScanBytes, scanMimes } from '#shared/issue/paperSignOff.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { Button } from '../../ui/Button.tsx';
import './PaperSignOff.css';

export interface ChosenScan {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ScanFieldProps {
  readonly hint: string;
  readonly scan: ChosenScan | undefined;
  readonly onScan: (scan: ChosenScan) => void;
  /** What is wrong with the file that was chosen. */
  readonly onFault: (fault: string) => void;
}

/** The file of a scan, chosen from the machine. */
export function ScanField({ hint, scan, onScan, onFault }: ScanFieldProps) {
  const file = useRef<HTMLInputElement>(null);
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > mostScanBytes) return onFault(paperSignOff.tooLarge);
    const mimes: readonly string[] = scanMimes;
    if (!mimes.includes(chosen.type)) return onFault(paperSignOff.foreign);
    onScan({ name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) });
  };
  return (
    <div className="field">
      <span className="field-label">{paperSignOff.scan}</span>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={paperSignOff.scan}
        accept={scanMimes.join(',')}
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className="paper-chosen">
        <Button onClick={() => file.current?.click()}>{scan ? paperSignOff.chooseAnother : paperSignOff.choose}</Button>
        {scan && <span>{paperSignOff.chosen(scan.name)}</span>}
      </div>
      <p className="field-hint">{hint}</p>
    </div>
  );
}
