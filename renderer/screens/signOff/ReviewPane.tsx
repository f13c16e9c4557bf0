import { useState } from 'react';
import { askedSend } from '../../app/askedSend.ts';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SendCheck } from '../handover/SendCheck.tsx';
import { OpinionField } from './OpinionField.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { type StepPaneProps, useStep } from './useStep.ts';

/** The reviewer: pass with an opinion, return with a reason, or send a correction to be confirmed. */
export function ReviewPane({ issue, isCorrecting }: StepPaneProps & { readonly isCorrecting: boolean }) {
  const { id } = issue.summary;
  const { contentHash } = issue;
  const { opinion, write, refused, busy, take } = useStep(id);
  const isSignedByEditor = issue.signOffs.some((one) => one.step === 'responsibleEditor' && !one.voidReason);
  const pass = signOff.pass(issue.flow[issue.summary.station]?.label ?? '');
  const isFirstReview = issue.summary.station === 1;
  const [isReturning, setIsReturning] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const passOn = async () => {
    const isPassed = await take(pass, () => office.passIssue({ id, contentHash, opinion }));
    if (isPassed && isSent) askedSend.set({ issueId: id, kind: 'submit' });
  };
  // What is being written is not in the issue yet: passing it now would pass the old text.
  if (isCorrecting) return <Notice kind="info">{signOff.correctionOpen}</Notice>;
  return (
    <>
      {!isSignedByEditor && (
        <Notice kind="warn">{isFirstReview ? signOff.editorVoid : signOff.allVoid(issue.flow[1]?.label ?? '')}</Notice>
      )}
      <OpinionField value={opinion} onValue={write} />
      {isSignedByEditor && <SendCheck isChecked={isSent} onChecked={setIsSent} />}
      {refused && <Notice kind="error">{refused}</Notice>}
      {isSignedByEditor ? (
        <Button kind="primary" isBusy={busy === pass} onClick={passOn}>
          {pass}
        </Button>
      ) : (
        <Button
          kind="primary"
          isBusy={busy === signOff.requestConfirmation}
          onClick={() =>
            take(signOff.requestConfirmation, () => office.requestConfirmation({ id, contentHash, opinion }))
          }
        >
          {signOff.requestConfirmation}
        </Button>
      )}
      <Button icon="undo" onClick={() => setIsReturning(true)}>
        {signOff.return}
      </Button>
      {isReturning && <ReturnDialog issue={issue} onClose={() => setIsReturning(false)} />}
    </>
  );
}
