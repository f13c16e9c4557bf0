import { useRef, useState } from 'react';
import { secondsOf, useSecondsLeft } from '../../app/secondsLeft.ts';
import { signIn } from '../../app/session.ts';
import { accounts } from '../../strings/accounts.ts';
import { restoreEntry } from '../../strings/restoreEntry.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RestoreEntry } from '../restore/RestoreEntry.tsx';
import { SalvageEntry } from '../restore/SalvageEntry.tsx';
import { RecoverPasswordDialog } from './RecoverPasswordDialog.tsx';
import './SignInScreen.css';

export interface SignInScreenProps {
  readonly names: readonly string[];
  /** What was done just before, such as a password that was set anew. */
  readonly note?: string | undefined;
  /** The data could not be opened, and were brought back from a backup. */
  readonly onRestored: () => void;
}

/** The first thing one sees: who, and the password. */
export function SignInScreen({ names, note, onRestored }: SignInScreenProps) {
  const [personId, setPersonId] = useState(names.length === 1 ? (names[0] ?? '') : '');
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isRecovering, setIsRecovering] = useState(false);
  const [recovered, setRecovered] = useState<string>();
  const [broken, setBroken] = useState<'dataDamaged' | 'dataMissing'>();
  const [waiting, setWaiting] = useState('');
  const { left, begin } = useSecondsLeft();
  // Whoever else wants to sign in need not wait.
  const seconds = waiting === personId ? left : 0;
  const form = useRef<HTMLFormElement>(null);
  const submit = async () => {
    if (isBusy || seconds > 0) return;
    if (personId === '' || password === '') {
      form.current?.querySelector<HTMLElement>(personId === '' ? 'select' : 'input')?.focus();
      setRefused(personId === '' ? accounts.choosePersonFirst : accounts.typePassword);
      return;
    }
    setIsBusy(true);
    setRefused(undefined);
    const refusal = await signIn(personId, password);
    // Signed in, this screen is gone; refused, the password is asked for again.
    if (!refusal) return;
    setIsBusy(false);
    setPassword('');
    setRefused(refusal.message);
    const { code } = refusal;
    setBroken(code === 'dataDamaged' || code === 'dataMissing' ? code : undefined);
    setWaiting(personId);
    begin(secondsOf(refusal.details));
    form.current?.querySelector('input')?.focus();
  };
  const said = recovered ?? note;
  return (
    <main className="entrance">
      <form
        ref={form}
        className="entrance-card"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <header className="entrance-head">
          <span className="entrance-mark" aria-hidden="true">
            刊
          </span>
          <h1>{words.product}</h1>
        </header>
        {said && !refused && <Notice kind="ok">{said}</Notice>}
        <SelectField
          label={accounts.person}
          value={personId}
          onValue={(name) => {
            setPersonId(name);
            setRefused(undefined);
          }}
          autoFocus={names.length !== 1}
          options={[
            ...(personId === '' ? [{ value: '', label: accounts.choosePerson, isDisabled: true }] : []),
            ...names.map((name) => ({ value: name, label: name })),
          ]}
        />
        <TextField
          label={accounts.password}
          type="password"
          autoFocus={names.length === 1}
          value={password}
          onValue={setPassword}
        />
        {refused && <Notice kind="error">{refused}</Notice>}
        <Button kind="primary" type="submit" isBusy={isBusy} disabled={seconds > 0}>
          {seconds > 0 ? accounts.waiting(seconds) : accounts.signIn}
        </Button>
        <Button kind="quiet" onClick={() => setIsRecovering(true)}>
          {accounts.forgotten}
        </Button>
      </form>
      {broken && (
        <div className="entrance-broken">
          {broken === 'dataDamaged' && <p className="second">{restoreEntry.broken}</p>}
          <div className="entrance-actions">
            <RestoreEntry onRestored={onRestored} />
            {broken === 'dataDamaged' && <SalvageEntry personId={personId} />}
          </div>
        </div>
      )}
      {isRecovering && (
        <RecoverPasswordDialog
          names={names}
          personId={personId}
          onClose={() => setIsRecovering(false)}
          onDone={() => {
            setIsRecovering(false);
            setRecovered(accounts.resetDone);
          }}
        />
      )}
    </main>
  );
}
