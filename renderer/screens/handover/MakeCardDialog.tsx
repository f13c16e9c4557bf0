import { useState } from 'react';
import { ActDialog } from '../../app/ActDialog.tsx';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { machines as strings } from '../../strings/machines.ts';
import { TextField } from '../../ui/Field.tsx';
import { saveCardFile } from './cardFiles.ts';

/** Keys and a card for this machine, under the name that stands on every package for it. */
export function MakeCardDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  return (
    <ActDialog
      title={strings.makeTitle}
      width="narrow"
      text={strings.makeText}
      verb={strings.makeVerb}
      isReady={name.trim() !== ''}
      act={() => office.makeMachineCard({ name: name.trim() })}
      onDone={({ machine, file }) => {
        announce('ok', strings.made(machine.name));
        void saveCardFile(file, strings.saveCardTitle, strings.cardNotSaved);
      }}
      onClose={onClose}
    >
      <TextField label={strings.makeName} hint={strings.makeNameHint} maxLength={40} value={name} onValue={setName} />
    </ActDialog>
  );
}
