import { useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FolderField } from './FolderField.tsx';

export interface ComingBackProps {
  readonly issueId: string;
  /** Where the issue is. */
  readonly machineName: string;
  readonly onClose: () => void;
}

/** 取回: a demand goes to the machine that has the issue; its receipt gives it back. */
export function CancelDialog({ issueId, machineName, onClose }: ComingBackProps) {
  const packages = useAnswer('packages-last', () => office.listPackages({ most: 50 }));
  const [folder, setFolder] = useState<string>();
  const [typedMedium, setMedium] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const medium = typedMedium ?? packages.value?.find(({ direction }) => direction === 'written')?.medium ?? '';
  const isReady = folder !== undefined && medium.trim() !== '';
  const write = async () => {
    if (folder === undefined || !isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.cancelPackage({ issueId, folder, medium: medium.trim() });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.cancelDone(machineName));
    onClose();
  };
  return (
    <Dialog
      title={strings.cancelTitle}
      onClose={() => !isBusy && onClose()}
      onSubmit={write}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={write}>
            {strings.cancelVerb}
          </Button>
        </>
      }
    >
      <p>{strings.cancelText(machineName)}</p>
      <FolderField
        label={strings.folder}
        folder={folder}
        onFolder={setFolder}
        title={strings.sendFolder}
        choice={{ verb: strings.sendHere, isWritten: true }}
        disabled={isBusy}
      />
      <TextField label={strings.takeMedium} hint={strings.mediumHint} value={medium} onValue={setMedium} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
