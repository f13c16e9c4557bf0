import { useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { machines as strings } from '../../strings/machines.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveCardFile } from './cardFiles.ts';

/** Keys and a card for this machine, under the name that stands on every package for it. */
export function MakeCardDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const isReady = name.trim() !== '';
  const make = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.makeMachineCard({ name: name.trim() });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.made(answer.value.machine.name));
    onClose();
    await saveCardFile(answer.value.file, strings.saveCardTitle, strings.cardNotSaved);
  };
  return (
    <Dialog
      title={strings.makeTitle}
      width="narrow"
      onClose={() => !isBusy && onClose()}
      onSubmit={make}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={make}>
            {strings.makeVerb}
          </Button>
        </>
      }
    >
      <p>{strings.makeText}</p>
      <TextField label={strings.makeName} hint={strings.makeNameHint} maxLength={40} value={name} onValue={setName} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
