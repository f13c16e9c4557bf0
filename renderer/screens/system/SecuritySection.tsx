import { useState } from 'react';
import type { SecuritySettings } from '#shared/contract/securityCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { security } from '../../strings/security.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from './wholeNumber.ts';

/** Rules for passwords, copies and seals: told to everybody, set by the security administrator, who also ends waits. */
export function SecuritySection() {
  const { value: settings, refusal, reload } = useAnswer('security', () => office.readSecuritySettings({}));
  const maySet = useHasRole('securityAdministrator');
  return (
    <>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {settings && (maySet ? <SettingsForm settings={settings} onSaved={reload} /> : <Rules settings={settings} />)}
      {maySet && <Waits />}
    </>
  );
}

/** What is in force, in sentences. */
function Rules({ settings }: { readonly settings: SecuritySettings }) {
  const { passwordDays, copyCharacters, sealDays } = settings;
  return (
    <div className="system-card">
      <p>{security.rulePassword}</p>
      <p>{security.ruleDays(passwordDays)}</p>
      <p>{security.ruleCopy(copyCharacters)}</p>
      <p>{security.ruleSeal(sealDays)}</p>
      <p className="second small">{security.setBy}</p>
    </div>
  );
}

function SettingsForm({ settings, onSaved }: { readonly settings: SecuritySettings; readonly onSaved: () => void }) {
  const [passwordDays, setPasswordDays] = useState(String(settings.passwordDays));
  const [copyCharacters, setCopyCharacters] = useState(String(settings.copyCharacters));
  const [sealDays, setSealDays] = useState(String(settings.sealDays));
  const read = {
    passwordDays: wholeNumber(passwordDays, 3650),
    copyCharacters: wholeNumber(copyCharacters, 1_000_000),
    sealDays: wholeNumber(sealDays, 3650),
  };
  const isReady = Object.values(read).every((value) => value !== undefined);
  const save = async () => {
    if (!isReady) return;
    const answer = await office.saveSecuritySettings(read as SecuritySettings);
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', security.saved);
    onSaved();
  };
  const problem = (value: number | undefined, most: number) =>
    value === undefined ? security.between(most) : undefined;
  return (
    <form
      className="system-card"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p className="second">{security.rulePassword}</p>
      <div className="system-three">
        <TextField
          label={security.passwordDays}
          hint={security.passwordDaysHint}
          inputMode="numeric"
          value={passwordDays}
          error={problem(read.passwordDays, 3650)}
          onValue={setPasswordDays}
        />
        <TextField
          label={security.copyCharacters}
          hint={security.copyCharactersHint}
          inputMode="numeric"
          value={copyCharacters}
          error={problem(read.copyCharacters, 1_000_000)}
          onValue={setCopyCharacters}
        />
        <TextField
          label={security.sealDays}
          hint={security.sealDaysHint}
          inputMode="numeric"
          value={sealDays}
          error={problem(read.sealDays, 3650)}
          onValue={setSealDays}
        />
      </div>
      <div>
        <Button kind="primary" type="submit" disabled={!isReady}>
          {security.save}
        </Button>
      </div>
    </form>
  );
}

/** Who has given wrong passwords, and the way to end the wait of somebody who only forgot. */
function Waits() {
  const { value: waits, refusal, reload } = useAnswer('waits', () => office.listWaits({}));
  const lift = async (name: string, shown: string) => {
    const answer = await office.liftWait({ name });
    if (answer.ok) announce('ok', security.lifted(shown));
    else announceRefusal(answer);
    reload();
  };
  return (
    <section className="system-card" aria-label={security.waits}>
      <div className="system-line">
        <h3>{security.waits}</h3>
        <Button kind="quiet" onClick={reload}>
          {security.refresh}
        </Button>
      </div>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {waits?.length === 0 && <p className="second">{security.nobodyWaits}</p>}
      <ul>
        {waits?.map(({ kind, name, failures, seconds }) => {
          const shown = kind === 'person' ? name : security.collective[kind];
          return (
            <li key={name} className="system-row">
              <span className="system-row-main">{security.failures(shown, failures)}</span>
              <Badge kind={seconds > 0 ? 'warn' : 'plain'}>
                {seconds > 0 ? security.secondsLeft(seconds) : security.mayTry}
              </Badge>
              <Button onClick={() => lift(name, shown)}>{security.lift}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
