import { useRef, useState } from 'react';
import type { AwaitedPaper } from '#shared/contract/issueCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import type { Asked } from '../../app/useAnswer.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { dayText, momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { withdrawPaper } from './PaperPart.tsx';
import type { ReadPaper } from './PaperSheets.tsx';
import './PaperSignOff.css';

export interface PaperConfirmPaneProps {
  readonly paper: AwaitedPaper;
  readonly read: Asked<ReadPaper>;
}

/** 核对: what was recorded in plain sentences, to be held against the scan, and the password that makes it count. */
export function PaperConfirmPane({ paper, read }: PaperConfirmPaneProps) {
  const { id: paperId, label, signerName, signedOn, opinion, recorderName, recordedAt } = paper;
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const scan = read.value?.sm3;
  const release = read.value?.release;
  const confirm = async () => {
    if (scan === undefined || password === '' || isBusy) return;
    setIsBusy(true);
    setRefused(undefined);
    const answer = await office.confirmPaperSignOff({ paperId, scan, password });
    setIsBusy(false);
    if (answer.ok) return announce('ok', paperSignOff.confirmed);
    if (answer.code === 'wrongPassword' || answer.code === 'tooManyTries') {
      setWrong(answer.message);
      field.current?.focus();
    } else setRefused(answer.message);
  };
  return (
    <form
      className="release"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p>{paperSignOff.compare}</p>
      <ul className="paper-facts">
        <li>{paperSignOff.isSigner(label, signerName)}</li>
        <li>{paperSignOff.isDay(dayText(signedOn))}</li>
        <li>{opinion === '' ? paperSignOff.noOpinion : paperSignOff.isOpinion(opinion)}</li>
        <li>{paperSignOff.isRecorder(recorderName, momentText(recordedAt))}</li>
        {release && <li>{paperSignOff.isRelease(release.numberText, dayText(release.date), release.pages)}</li>}
      </ul>
      <p className="second">{paperSignOff.consequence}</p>
      {refused && <Notice kind="error">{refused}</Notice>}
      <div className="release-foot">
        <TextField
          ref={field}
          label={paperSignOff.password}
          hint={scan === undefined ? paperSignOff.notSeen : paperSignOff.passwordHint}
          type="password"
          disabled={scan === undefined}
          value={password}
          error={wrong}
          onValue={(value) => {
            setPassword(value);
            setWrong(undefined);
          }}
        />
        <div className="release-buttons">
          <Button
            icon="undo"
            onClick={() => void withdrawPaper(paperId, paperSignOff.refuse, paperSignOff.refuseTitle)}
          >
            {paperSignOff.refuse}
          </Button>
          <Button kind="primary" type="submit" disabled={password === '' || scan === undefined} isBusy={isBusy}>
            {paperSignOff.confirm}
          </Button>
        </div>
      </div>
    </form>
  );
}
