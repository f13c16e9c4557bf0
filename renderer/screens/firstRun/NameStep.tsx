import { firstRun } from '../../strings/firstRun.ts';
import { joinEntry } from '../../strings/joinEntry.ts';
import { restoreEntry } from '../../strings/restoreEntry.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { JoinEntry } from '../handover/JoinEntry.tsx';
import { RestoreEntry } from '../restore/RestoreEntry.tsx';

export interface NameStepProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onNext: () => void;
  /** An office was brought back from a backup instead, or joined from another machine. */
  readonly onRestored: () => void;
}

/** What the office is called. */
export function NameStep({ name, onName, onNext, onRestored }: NameStepProps) {
  return (
    <>
      <form
        className="founding-step"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onNext();
        }}
      >
        <p>{firstRun.welcome}</p>
        <TextField
          label={firstRun.name}
          hint={firstRun.nameHint}
          value={name}
          onValue={onName}
          maxLength={100}
          autoFocus
        />
        <footer className="founding-actions">
          <Button kind="primary" type="submit" disabled={name.trim() === ''}>
            {firstRun.next}
          </Button>
        </footer>
      </form>
      <div className="founding-restore">
        <span className="second">{joinEntry.why}</span>
        <JoinEntry onJoined={onRestored} />
      </div>
      <div className="founding-restore">
        <span className="second">{restoreEntry.why}</span>
        <RestoreEntry onRestored={onRestored} />
      </div>
    </>
  );
}
