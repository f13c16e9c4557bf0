import { useState } from 'react';
import { search as strings } from '../../strings/search.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';

export interface SaveSearchDialogProps {
  /** What is offered as a name. */
  readonly proposed: string;
  /** Why it was not saved, or nothing. */
  readonly onSave: (name: string) => Promise<string | undefined>;
  readonly onClose: () => void;
}

/** Asks for the name of a search that is kept. */
export function SaveSearchDialog({ proposed, onSave, onClose }: SaveSearchDialogProps) {
  const [name, setName] = useState(proposed);
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    if (name.trim() === '' || isBusy) return;
    setIsBusy(true);
    setRefusal(await onSave(name.trim()));
    setIsBusy(false);
  };
  return (
    <Dialog
      title={strings.saveTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={name.trim() === ''} onClick={save}>
            {strings.saveVerb}
          </Button>
        </>
      }
    >
      <TextField label={strings.saveName} value={name} onValue={setName} error={refusal} maxLength={100} />
    </Dialog>
  );
}
