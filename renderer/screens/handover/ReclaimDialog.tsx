import { useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import { announce } from '../../app/announcements.tsx';
import { secondsOf, useSecondsLeft } from '../../app/secondsLeft.ts';
import { accounts } from '../../strings/accounts.ts';
import { handover as strings } from '../../strings/handover.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface ReclaimDialogProps {
  /** What follows from it. */
  readonly text: string;
  readonly done: string;
  readonly reclaim: (given: { readonly reason: string; readonly password: string }) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}

/** 作为丢失收回: an issue or an article is worked on here again, for a reason and with the password of whoever decides it. */
export function ReclaimDialog({ text, done, reclaim: take, onClose }: ReclaimDialogProps) {
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { left, begin } = useSecondsLeft();
  const isReady = reason.trim() !== '' && password !== '' && left === 0;
  const reclaim = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setWrong(undefined);
    setIsBusy(true);
    const answer = await take({ reason: reason.trim(), password });
    setIsBusy(false);
    if (answer.ok) {
      announce('ok', done);
      onClose();
      return;
    }
    begin(secondsOf(answer.details));
    if (answer.code === 'wrongPassword' || answer.code === 'tooManyTries') setWrong(answer.message);
    else setRefused(answer.message);
  };
  return (
    <Dialog
      title={strings.reclaimTitle}
      width="narrow"
      onClose={() => !isBusy && onClose()}
      onSubmit={reclaim}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="danger" disabled={!isReady} isBusy={isBusy} onClick={reclaim}>
            {left > 0 ? accounts.waiting(left) : strings.reclaimVerb}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <TextArea label={strings.reclaimReason} rows={2} maxLength={500} value={reason} onValue={setReason} />
      <TextField
        label={strings.reclaimPassword}
        type="password"
        value={password}
        error={wrong}
        onValue={(value) => {
          setPassword(value);
          setWrong(undefined);
        }}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
