import { ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OpinionField } from './OpinionField.tsx';
import { type StepPaneProps, useStep } from './useStep.ts';

/** The editor: signs the corrected text anew, or takes the issue back to make-up. */
export function ConfirmPane({ issue }: StepPaneProps) {
  const { id } = issue.summary;
  const { contentHash } = issue;
  const { opinion, write, refused, busy, take } = useStep(id);
  const takeBack = async () => {
    const reason = await ask({
      title: signOff.takeBackTitle,
      text: signOff.takeBackText,
      verb: signOff.takeBack,
      reasonLabel: signOff.takeBackReason,
    });
    if (reason !== undefined) await take(signOff.takeBack, () => office.returnIssue({ id, reason }));
  };
  return (
    <>
      <p>{signOff.confirmLead(issue.flow[1]?.label ?? '')}</p>
      <OpinionField value={opinion} onValue={write} />
      {refused && <Notice kind="error">{refused}</Notice>}
      <Button
        kind="primary"
        isBusy={busy === signOff.confirm}
        onClick={() => take(signOff.confirm, () => office.confirmCorrection({ id, contentHash, opinion }))}
      >
        {signOff.confirm}
      </Button>
      <Button icon="undo" isBusy={busy === signOff.takeBack} onClick={takeBack}>
        {signOff.takeBack}
      </Button>
    </>
  );
}
