import { useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { desk, office } from '../../app/office.ts';
import { secondsOf, useSecondsLeft } from '../../app/secondsLeft.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { accounts } from '../../strings/accounts.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FolderField } from './FolderField.tsx';
import { packagesNamed } from './joinFiles.ts';
import { onEnter } from './onEnter.ts';
import { areTyped, noWords, WordFields } from './WordFields.tsx';
import './Handover.css';
import './Machines.css';

export interface JoinTakeFormProps {
  /** As this machine is called in its request. */
  readonly name: string;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onJoined: (joined: CommandOutput<'joinOffice'>) => void;
}

/** The package that was written for the request, the words of its sender, and the two passwords that found this machine. */
export function JoinTakeForm({ name, onBusy, onJoined }: JoinTakeFormProps) {
  const [folder, setFolder] = useState<string>();
  const found = useAnswer(`join-folder-${folder}`, async () => {
    if (folder === undefined) return { ok: true as const, value: undefined };
    const answer = await desk.listFolder({ path: folder });
    return answer.ok ? { ok: true as const, value: packagesNamed(answer.value.entries, name) } : answer;
  });
  const [mark, setMark] = useState<string>();
  const [card, setCard] = useState<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>();
  const [typed, setTyped] = useState(noWords);
  const [medium, setMedium] = useState('');
  const [password, setPassword] = useState('');
  const [personId, setPersonId] = useState('');
  const [personPassword, setPersonPassword] = useState('');
  const [refused, setRefused] = useState<{ readonly message: string; readonly asked: unknown }>();
  const [isBusy, setIsBusy] = useState(false);
  const { left, begin } = useSecondsLeft();
  const chooser = useRef<HTMLInputElement>(null);
  const packages = found.value ?? [];
  const chosen = packages.find((one) => one.name === mark) ?? packages[0];
  const isReady =
    chosen !== undefined &&
    card !== undefined &&
    areTyped(typed) &&
    [medium, personId].every((text) => text.trim() !== '') &&
    password !== '' &&
    personPassword !== '' &&
    left === 0;
  const join = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    onBusy(true);
    const answer = await office.joinOffice({
      files: [...chosen.files],
      senderCard: card.bytes,
      words: typed.map((word) => word.trim()),
      medium: medium.trim(),
      password,
      personId: personId.trim(),
      personPassword,
    });
    setIsBusy(false);
    onBusy(false);
    if (answer.ok) return onJoined(answer.value);
    begin(secondsOf(answer.details));
    setRefused({ message: answer.message, asked: answer.details?.asked });
  };
  const of = (asked: string) => (refused?.asked === asked ? refused.message : undefined);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields inside take the keys
    <div className="machine-step" onKeyDown={onEnter(join)}>
      <p>{strings.takeText}</p>
      <FolderField
        label={strings.folder}
        folder={folder}
        onFolder={setFolder}
        title={strings.folderTitle}
        choice={{ verb: strings.folderVerb, isWritten: false }}
        disabled={isBusy}
      />
      {found.refusal && <Notice kind="error">{found.refusal.message}</Notice>}
      {folder !== undefined && found.value?.length === 0 && <Notice kind="warn">{strings.none}</Notice>}
      {packages.length > 1 && (
        <SelectField
          label={strings.several}
          value={chosen?.name ?? ''}
          onValue={setMark}
          options={packages.map((one) => ({ value: one.name, label: one.name }))}
        />
      )}
      <div className="field">
        <span className="field-label">{strings.card}</span>
        <div className="handover-folder">
          <span className={card ? 'handover-path' : 'second'}>{card?.name ?? strings.cardNone}</span>
          <Button icon="file" disabled={isBusy} onClick={() => chooser.current?.click()}>
            {strings.cardChoose}
          </Button>
          <input
            ref={chooser}
            type="file"
            accept=".nkcard"
            hidden
            aria-label={strings.cardChoose}
            onChange={async (event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) setCard({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
            }}
          />
        </div>
        <p className="field-hint">{strings.cardHint}</p>
      </div>
      <div>
        <p className="second">{strings.senderWords}</p>
        <WordFields typed={typed} onTyped={setTyped} />
      </div>
      <div className="machine-two">
        <TextField label={strings.medium} hint={strings.mediumHint} value={medium} onValue={setMedium} />
        <TextField
          label={strings.password}
          type="password"
          value={password}
          error={of('request')}
          onValue={setPassword}
        />
        <TextField label={strings.person} hint={strings.personHint} value={personId} onValue={setPersonId} />
        <TextField
          label={strings.personPassword}
          type="password"
          value={personPassword}
          error={of('person')}
          onValue={setPersonPassword}
        />
      </div>
      {refused && refused.asked === undefined && <Notice kind="error">{refused.message}</Notice>}
      {isBusy && <p role="status">{strings.joining}</p>}
      <div className="machine-tools">
        <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={join}>
          {left > 0 ? accounts.waiting(left) : strings.joinVerb}
        </Button>
      </div>
    </div>
  );
}
