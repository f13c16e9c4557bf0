import { useState } from 'react';
import { office } from '../../app/office.ts';
import { secondsOf, useSecondsLeft } from '../../app/secondsLeft.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { accounts } from '../../strings/accounts.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface RecoverPasswordDialogProps {
  readonly names: readonly string[];
  readonly personId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A forgotten password, answered by the printed recovery code. */
export function RecoverPasswordDialog({ names, personId, onClose, onDone }: RecoverPasswordDialogProps) {
  const [who, setWho] = useState(personId || (names[0] ?? ''));
  const isShared = useAnswer('recovery', () => office.officeStatus({})).value?.recoveryKind === 'shares';
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { left, begin } = useSecondsLeft();
  const isReady =
    first.trim() !== '' && (!isShared || second.trim() !== '') && next !== '' && next === again && left === 0;
  const reset = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.recoverPassword({
      recoveryCode: isShared ? `${first} ${second}` : first,
      personId: who,
      next,
    });
    setIsBusy(false);
    if (answer.ok) return onDone();
    setRefused(answer.message);
    begin(secondsOf(answer.details));
  };
  return (
    <Dialog
      title={accounts.forgottenTitle}
      onClose={onClose}
      onSubmit={reset}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={reset}>
            {left > 0 ? accounts.waiting(left) : accounts.reset}
          </Button>
        </>
      }
    >
      <p className="second">{isShared ? accounts.forgottenShared : accounts.forgottenHint}</p>
      <SelectField
        label={accounts.person}
        value={who}
        onValue={setWho}
        options={names.map((name) => ({ value: name, label: name }))}
      />
      <TextField
        label={isShared ? accounts.firstShare : accounts.recoveryCode}
        value={first}
        onValue={setFirst}
        autoFocus
      />
      {isShared && <TextField label={accounts.secondShare} value={second} onValue={setSecond} />}
      <TextField
        label={accounts.newPassword}
        hint={accounts.passwordHint}
        type="password"
        value={next}
        onValue={setNext}
      />
      <TextField
        label={accounts.repeatPassword}
        error={again !== '' && again !== next ? accounts.differs : undefined}
        type="password"
        value={again}
        onValue={setAgain}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
