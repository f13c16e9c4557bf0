import { useState } from 'react';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { handover as strings } from '../../strings/handover.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FolderField } from './FolderField.tsx';

/** 补写回执 for a package that was taken, onto the medium that goes back. */
export function ReceiptDialog({ entry, onClose }: { readonly entry: PackageEntry; readonly onClose: () => void }) {
  const [folder, setFolder] = useState<string>();
  const [medium, setMedium] = useState(entry.medium);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = folder !== undefined && medium.trim() !== '';
  const write = async () => {
    if (folder === undefined || !isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.writeReceipt({ hash: entry.hash ?? '', folder, medium: medium.trim() });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.receiptDone(folder));
    onClose();
  };
  return (
    <Dialog
      title={strings.receiptTitle}
      width="narrow"
      onClose={() => !isBusy && onClose()}
      onSubmit={write}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={write}>
            {strings.receiptVerb}
          </Button>
        </>
      }
    >
      <p>{strings.receiptText}</p>
      <FolderField
        label={strings.folder}
        folder={folder}
        onFolder={setFolder}
        title={strings.receiptChoose}
        choice={{ verb: strings.receiptVerb, isWritten: true }}
        disabled={isBusy}
      />
      <TextField label={strings.takeMedium} hint={strings.mediumHint} value={medium} onValue={setMedium} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
