import { useState } from 'react';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OpinionField } from './OpinionField.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { type StepPaneProps, useStep } from './useStep.ts';

/** 会签: one of several who sign side by side, in any order; each of them may return the issue. */
export function CountersignPane({ issue }: StepPaneProps) {
  const { id, station, turn } = issue.summary;
  const { contentHash } = issue;
  const { opinion, write, refused, busy, take } = useStep(id);
  const [isReturning, setIsReturning] = useState(false);
  const label = issue.flow[station]?.label ?? '';
  return (
    <>
      <p>{signOff.countersignLead(turn?.waitsFor ?? label)}</p>
      <OpinionField value={opinion} onValue={write} />
      {refused && <Notice kind="error">{refused}</Notice>}
      <Button
        kind="primary"
        isBusy={busy === label}
        onClick={() => take(label, () => office.countersignIssue({ id, contentHash, opinion }))}
      >
        {label}
      </Button>
      <Button icon="undo" onClick={() => setIsReturning(true)}>
        {signOff.return}
      </Button>
      {isReturning && <ReturnDialog issue={issue} onClose={() => setIsReturning(false)} />}
    </>
  );
}
