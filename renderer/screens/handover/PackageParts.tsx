import { useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './Handover.css';

/** What came in a package, to be saved one by one; outside it is not encrypted any more. */
export function PackageParts({ entry, onClose }: { readonly entry: PackageEntry; readonly onClose: () => void }) {
  const hash = entry.hash ?? '';
  const parts = useAnswer(`package-parts-${hash}`, () => office.listPackageParts({ hash }));
  const [reading, setReading] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const save = async (name: string) => {
    setRefused(undefined);
    setReading(name);
    const answer = await readWhole(hash, name);
    setReading(undefined);
    if (!answer.ok) return setRefused(answer.message);
    const file = { name: name.replaceAll('/', '-'), bytes: answer.value };
    await saveFiles({ title: strings.partSaveTitle, files: [file] });
  };
  const refusal = refused ?? parts.refusal?.message;
  return (
    <Dialog
      title={strings.partsTitle(entry.number)}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <p>{strings.partsText}</p>
      {refusal && <Notice kind="error">{refusal}</Notice>}
      <ul className="handover-parts">
        {parts.value?.map(({ name, bytes }) => (
          <li key={name}>
            <span className="handover-words">{name}</span>
            <span className="second small">{sizeText(bytes)}</span>
            <Button
              kind="quiet"
              isBusy={reading === name}
              aria-label={strings.partSaveOf(name)}
              onClick={() => save(name)}
            >
              {strings.partSave}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** A part from all of its pieces. */
async function readWhole(hash: string, name: string): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  const read: Uint8Array<ArrayBuffer>[] = [];
  for (let piece = 0, pieces = 1; piece < pieces; piece += 1) {
    const answer = await office.readPackagePart({ hash, name, piece });
    if (!answer.ok) return answer;
    pieces = answer.value.pieces;
    read.push(new Uint8Array(answer.value.bytes));
  }
  return { ok: true, value: new Uint8Array(await new Blob(read).arrayBuffer()) };
}
