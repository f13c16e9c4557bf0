import { useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FolderField } from './FolderField.tsx';

/** 入网包 for a machine that joins, or that has joined and is to know what is newer here. */
export function WriteJoinDialog({
  machine,
  onClose,
}: {
  readonly machine: MachineEntry;
  readonly onClose: () => void;
}) {
  const { card, name } = machine;
  const [folder, setFolder] = useState<string>();
  const [medium, setMedium] = useState('');
  const [hasTerms, setHasTerms] = useState(true);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = folder !== undefined && medium.trim() !== '';
  const write = async () => {
    if (folder === undefined || !isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.writeJoinPackage({ card, folder, medium: medium.trim(), hasTerms });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.written(name));
    onClose();
  };
  return (
    <Dialog
      title={strings.writeTitle(name)}
      onClose={() => !isBusy && onClose()}
      onSubmit={write}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={write}>
            {strings.writeVerb}
          </Button>
        </>
      }
    >
      <p>{strings.writeText(name)}</p>
      <FolderField
        label={strings.folder}
        folder={folder}
        onFolder={setFolder}
        title={strings.folderWrite}
        choice={{ verb: strings.folderHere, isWritten: true }}
        disabled={isBusy}
      />
      <TextField label={strings.medium} hint={strings.mediumHint} value={medium} onValue={setMedium} />
      <CheckField label={strings.hasTerms} isChecked={hasTerms} onChecked={setHasTerms} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
