import { useState } from 'react';
import { accounts } from '../strings/accounts.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { announce } from './announcements.tsx';
import { office } from './office.ts';
import { secondsOf, useSecondsLeft } from './secondsLeft.ts';
import { passwordIsOwn, signOut, useSignedIn } from './session.ts';

/** Another has given the password: it becomes one's own before anything else. */
export function OwnPasswordScreen() {
  const { person } = useSignedIn();
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
    passwordIsOwn();
  };
  return (
    <main className="entrance">
      <form
        className="entrance-card"
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <header className="entrance-head">
          <span className="entrance-mark" aria-hidden="true">
            刊
          </span>
          <h1>{accounts.ownTitle}</h1>
        </header>
        <p className="second">{accounts.ownText(person.name)}</p>
        <TextField label={accounts.givenPassword} type="password" autoFocus value={password} onValue={setPassword} />
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
          error={again !== '' && again !== next ? accounts.differs : undefined}
          value={again}
          onValue={setAgain}
        />
        {refused && <Notice kind="error">{refused}</Notice>}
        <Button kind="primary" type="submit" disabled={!isReady} isBusy={isBusy}>
          {left > 0 ? accounts.waiting(left) : accounts.ownVerb}
        </Button>
        <Button kind="quiet" onClick={signOut}>
          {accounts.leave}
        </Button>
      </form>
    </main>
  );
}
