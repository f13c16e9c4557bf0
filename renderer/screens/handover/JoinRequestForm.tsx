import { useState } from 'react';
import type { JoinRequest } from '#shared/contract/joinCommands.ts';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onEnter } from './onEnter.ts';
import './Machines.css';

export interface JoinRequestFormProps {
  /** One that was made before becomes void. */
  readonly replaces: boolean;
  readonly onMade: (request: JoinRequest) => void;
}

/** How this machine and its office are called, and the password under which its keys lie until it joins. */
export function JoinRequestForm({ replaces, onMade }: JoinRequestFormProps) {
  const [name, setName] = useState('');
  const [of, setOf] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = name.trim() !== '' && of.trim() !== '' && password !== '' && password === again;
  const make = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.requestJoin({ name: name.trim(), office: of.trim(), password, replaces });
    setIsBusy(false);
    if (answer.ok) onMade(answer.value);
    else setRefused(answer.message);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields inside take the keys
    <div className="machine-step" onKeyDown={onEnter(make)}>
      <p>{strings.requestText}</p>
      <TextField label={strings.name} hint={strings.nameHint} maxLength={40} value={name} onValue={setName} />
      <TextField label={strings.office} hint={strings.officeHint} maxLength={100} value={of} onValue={setOf} />
      <div className="machine-two">
        <TextField
          label={strings.password}
          hint={strings.passwordHint}
          type="password"
          value={password}
          onValue={setPassword}
        />
        <TextField
          label={strings.again}
          type="password"
          value={again}
          error={again !== '' && again !== password ? strings.differ : undefined}
          onValue={setAgain}
        />
      </div>
      {refused && <Notice kind="error">{refused}</Notice>}
      <div className="machine-tools">
        <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={make}>
          {strings.requestVerb}
        </Button>
      </div>
    </div>
  );
}
