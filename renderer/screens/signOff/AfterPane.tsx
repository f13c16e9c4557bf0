import { useState } from 'react';
import { mayTake } from '../../app/issuePlace.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { delegation } from '../../strings/delegation.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { type StepPaneProps, useStep } from './useStep.ts';

/** What is left to do where it is not this person's reading or signing: wait, take or send back, register printing, archive. */
export function AfterPane({ issue }: StepPaneProps) {
  const { id, state, turn, numberText } = issue.summary;
  const { recallsFor } = issue;
  const { person } = useSignedIn();
  const { refused, busy, take } = useStep(id);
  const [copies, setCopies] = useState(String(issue.document.copies ?? ''));
  const [note, setNote] = useState('');
  const [isReturning, setIsReturning] = useState(false);
  const may = (action: 'recall' | 'return' | 'print' | 'archive') => mayTake(issue, person, action);
  const count = Number(copies);
  const isCount = Number.isInteger(count) && count >= 1;
  const isWaiting = turn !== undefined && !may('print') && !may('archive');
  return (
    <>
      {numberText !== undefined && state === 'released' && (
        <Notice kind="ok">
          {signOff.released(numberText)}
          {signOff.releasedLead}
        </Notice>
      )}
      {isWaiting && <p>{signOff.notYours(turn.waitsFor)}</p>}
      {turn === undefined && <p>{signOff.nobody}</p>}
      {refused && <Notice kind="error">{refused}</Notice>}
      {(may('recall') || recallsFor !== undefined) && (
        <>
          <p className="second">
            {recallsFor === undefined ? signOff.recallHint : delegation.recallFor(person.name, recallsFor)}
          </p>
          <Button
            icon="undo"
            isBusy={busy === signOff.recall}
            onClick={() => take(signOff.recall, () => office.recallIssue({ id }))}
          >
            {signOff.recall}
          </Button>
        </>
      )}
      {may('return') && (
        <Button icon="undo" onClick={() => setIsReturning(true)}>
          {signOff.return}
        </Button>
      )}
      {isReturning && <ReturnDialog issue={issue} onClose={() => setIsReturning(false)} />}
      {may('print') && (
        <>
          <TextField
            label={signOff.copies}
            inputMode="numeric"
            value={copies}
            onValue={setCopies}
            error={copies === '' || isCount ? undefined : signOff.copiesWrong}
          />
          <Button
            kind="primary"
            disabled={!isCount}
            isBusy={busy === signOff.print}
            onClick={() => take(signOff.print, () => office.registerPrinting({ id, copies: count }))}
          >
            {signOff.print}
          </Button>
        </>
      )}
      {may('archive') && (
        <>
          <TextField label={signOff.archiveNote} value={note} onValue={setNote} />
          <Button
            kind="primary"
            isBusy={busy === signOff.archive}
            onClick={() => take(signOff.archive, () => office.archiveIssue({ id, note }))}
          >
            {signOff.archive}
          </Button>
        </>
      )}
      {numberText !== undefined && (
        <Button icon="archive" onClick={() => goTo({ place: 'archive', id })}>
          {signOff.toArchive}
        </Button>
      )}
    </>
  );
}
