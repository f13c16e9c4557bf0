import { useRef, useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { machines as strings } from '../../strings/machines.ts';
import { words as common } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { areTyped, focusWord, noWords, WordFields } from './WordFields.tsx';

export interface ConfirmMachineDialogProps {
  readonly machine: MachineEntry;
  readonly onConfirmed: () => void;
  readonly onClose: () => void;
}

/** The words as they were heard from the other machine; the right ones are not shown, so that they have to be heard. */
export function ConfirmMachineDialog({ machine, onConfirmed, onClose }: ConfirmMachineDialogProps) {
  const { card, name, words, toldVoid } = machine;
  const [typed, setTyped] = useState(noWords);
  const [refused, setRefused] = useState<{ readonly message: string; readonly heard: readonly string[] }>();
  const [isBusy, setIsBusy] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const [isDespite, setIsDespite] = useState(false);
  const isReady = areTyped(typed) && (!toldVoid || isDespite);
  // A word that was typed anew since it was refused is not wrong any more.
  const wrong = (refused?.heard ?? []).flatMap((word, index) =>
    word !== words[index] && word === typed[index]?.trim() ? [index] : [],
  );
  const confirm = async () => {
    if (isBusy) return;
    const heard = typed.map((word) => word.trim());
    if (!areTyped(typed)) return focusWord(fields, heard.indexOf(''));
    if (!isReady) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.confirmMachine({ card, words: heard, ...(toldVoid && { despite: toldVoid.card }) });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused({ message: answer.message, heard });
      const first = heard.findIndex((word, index) => word !== words[index]);
      return focusWord(fields, Math.max(0, first));
    }
    announce('ok', strings.confirmed(name));
    onClose();
    onConfirmed();
  };
  return (
    <Dialog
      title={strings.confirmTitle(name)}
      onClose={() => !isBusy && onClose()}
      onSubmit={confirm}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {common.cancel}
          </Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={confirm}>
            {strings.confirmVerb}
          </Button>
        </>
      }
    >
      <p>{strings.confirmText(name)}</p>
      {toldVoid && <Notice kind="warn">{strings.confirmTold(name, toldVoid.name)}</Notice>}
      <WordFields typed={typed} onTyped={setTyped} wrong={wrong} fields={fields} />
      {toldVoid && <CheckField label={strings.confirmDespite} isChecked={isDespite} onChecked={setIsDespite} />}
      {refused && <Notice kind="error">{refused.message}</Notice>}
    </Dialog>
  );
}
