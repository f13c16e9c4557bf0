import { ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OpinionField } from './OpinionField.tsx';
import { type StepPaneProps, useStep } from './useStep.ts';

/** The reviewer: pass with an opinion, return with a reason, or send a correction to be confirmed. */
export function ReviewPane({ issue, isCorrecting }: StepPaneProps & { readonly isCorrecting: boolean }) {
  const { id } = issue.summary;
  const { contentHash } = issue;
  const { opinion, write, refused, busy, take } = useStep(id);
  const isSignedByEditor = issue.signOffs.some((one) => one.step === 'responsibleEditor' && !one.voidReason);
  const sendBack = async () => {
    const reason = await ask({
      title: signOff.returnTitle,
      text: signOff.returnText,
      verb: signOff.return,
      reasonLabel: signOff.reason,
    });
    if (reason !== undefined) await take(signOff.return, () => office.returnIssue({ id, reason }));
  };
  // What is being written is not in the issue yet: passing it now would pass the old text.
  if (isCorrecting) return <Notice kind="info">{signOff.correctionOpen}</Notice>;
  return (
    <>
      {!isSignedByEditor && <Notice kind="warn">{signOff.editorVoid}</Notice>}
      <OpinionField value={opinion} onValue={write} />
      {refused && <Notice kind="error">{refused}</Notice>}
      {isSignedByEditor ? (
        <Button
          kind="primary"
          isBusy={busy === signOff.pass}
          onClick={() => take(signOff.pass, () => office.passIssue({ id, contentHash, opinion }))}
        >
          {signOff.pass}
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
      <Button icon="undo" isBusy={busy === signOff.return} onClick={sendBack}>
        {signOff.return}
      </Button>
    </>
  );
}
