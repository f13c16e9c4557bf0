import { useState } from 'react';
import { accounts } from '../strings/accounts.ts';
import { announce } from './announcements.tsx';
import { office } from './office.ts';
import { secondsOf, useSecondsLeft } from './secondsLeft.ts';

export type OwnPassword = ReturnType<typeof useOwnPassword>;

/** One's own password changed: the old one, and the new one twice. */
export function useOwnPassword(onChanged: () => void) {
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
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
    onChanged();
  };
  return { password, setPassword, next, setNext, again, setAgain, refused, isBusy, isReady, left, change };
}
