import { useState } from 'react';
import { accounts } from '../strings/accounts.ts';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { announce } from './announcements.tsx';
import { office } from './office.ts';
import { secondsOf, useSecondsLeft } from './secondsLeft.ts';

/** One's own password: the old one, the new one twice. */
export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const differs = again !== '' && again !== next;
  const { left, begin } = useSecondsLeft();
  const isReady = password !== '' && next !== '' && again === next && left === 0;
  const change = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.changePassword({ password, next });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused(answer.message);
      begin(secondsOf(answer.details));
      return;
    }
    announce('ok', accounts.changed);
    onClose();
  };
  return (
    <Dialog
      title={accounts.changeTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={change}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={change}>
            {left > 0 ? accounts.waiting(left) : accounts.change}
          </Button>
        </>
      }
    >
      <TextField label={accounts.oldPassword} type="password" autoFocus value={password} onValue={setPassword} />
      <TextField
        label={accounts.newPassword}
        type="password"
        hint={accounts.passwordHint}
        value={next}
        onValue={setNext}
      />
      <TextField
        label={accounts.repeatPassword}
        type="password"
        error={differs ? accounts.differs : undefined}
        value={again}
        onValue={setAgain}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
