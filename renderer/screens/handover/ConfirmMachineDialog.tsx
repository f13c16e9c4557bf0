import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { machines as strings } from '../../strings/machines.ts';
import { words as common } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './Machines.css';

export interface ConfirmMachineDialogProps {
  readonly machine: MachineEntry;
  readonly onConfirmed: () => void;
  readonly onClose: () => void;
}

/** The words as they were heard from the other machine; the right ones are not shown, so that they have to be heard. */
export function ConfirmMachineDialog({ machine, onConfirmed, onClose }: ConfirmMachineDialogProps) {
  const { card, name, words } = machine;
  const [typed, setTyped] = useState<readonly string[]>(() => words.map(() => ''));
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const isReady = typed.every((word) => word.trim() !== '');
  const focusField = (index: number) =>
    fields.current?.querySelectorAll('input')[Math.min(index, words.length - 1)]?.focus();
  const put = (from: number, heard: readonly string[]) => {
    setTyped(typed.map((word, index) => heard[index - from] ?? word));
    setWrong(wrong.filter((index) => index < from || index >= from + heard.length));
  };
  const confirm = async () => {
    if (isBusy) return;
    if (!isReady) return focusField(typed.findIndex((word) => word.trim() === ''));
    setRefused(undefined);
    setIsBusy(true);
    const heard = typed.map((word) => word.trim());
    const answer = await office.confirmMachine({ card, words: heard });
    setIsBusy(false);
    if (!answer.ok) {
      const differing = heard.flatMap((word, index) => (word === words[index] ? [] : [index]));
      setWrong(differing);
      setRefused(answer.message);
      return focusField(differing[0] ?? 0);
    }
    announce('ok', strings.confirmed(name));
    onClose();
    onConfirmed();
  };
  const onPaste = (event: ClipboardEvent, index: number) => {
    const heard = event.clipboardData
      .getData('text')
      .trim()
      .split(/[\s　]+/);
    if (heard.length < 2) return;
    event.preventDefault();
    const fitting = heard.slice(0, words.length - index);
    put(index, fitting);
    focusField(index + fitting.length - 1);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key !== ' ' || event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    event.preventDefault();
    focusField(index + 1);
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
      <div className="machine-words" ref={fields}>
        {typed.map((word, index) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: a word has no other name than its place
            key={index}
            label={strings.confirmWord(index + 1)}
            maxLength={8}
            value={word}
            error={wrong.includes(index) ? strings.confirmWrong : undefined}
            onValue={(value) => put(index, [value])}
            onPaste={(event) => onPaste(event, index)}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
        ))}
      </div>
      <p className="second small">{strings.confirmHint}</p>
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
