import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Findings } from './Findings.tsx';

export interface SubmitDialogProps {
  readonly issue: WholeIssue;
  /** What the check has found so far; it is made again before the issue goes, and what it asks has to be answered here. */
  readonly findings: readonly Finding[];
  readonly onClose: () => void;
}

/** 送审, with an opinion where the editor has one; a refusal stays in the dialog with what is missing. */
export function SubmitDialog({ issue, findings, onClose }: SubmitDialogProps) {
  const [opinion, setOpinion] = useState('');
  const [checked, setChecked] = useState(findings);
  const asks = checked.filter(({ level }) => level === 'ask');
  const stops = checked.filter(({ level }) => level === 'stop');
  const [isConfirmed, setIsConfirmed] = useState(false);
  const isReady = stops.length === 0 && (isConfirmed || asks.length === 0);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const submit = async () => {
    if (isBusy || !isReady) return;
    setIsBusy(true);
    const check = await office.preflightIssue({ id: issue.summary.id });
    if (!check.ok || hasNewAsks(check.value, asks) || check.value.some(({ level }) => level === 'stop')) {
      setIsBusy(false);
      setIsConfirmed(false);
      if (check.ok) return setChecked(check.value);
      return setRefusal(check);
    }
    const answer = await office.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash, opinion });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', issues.submitted);
    onClose();
  };
  return (
    <Dialog
      title={issues.submitTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={submit}>
            {issues.submit}
          </Button>
        </>
      }
    >
      <p>{issues.submitText(issue.document.articles.length)}</p>
      <TextArea label={issues.opinion} maxLength={5000} value={opinion} onValue={setOpinion} />
      {stops.length > 0 && (
        <div className="submit-asks">
          <p>{issues.stoppedHead}</p>
          <Findings findings={stops} />
        </div>
      )}
      {stops.length === 0 && asks.length > 0 && (
        <div className="submit-asks">
          <p>{issues.askedHead}</p>
          <Findings findings={asks} />
          <CheckField label={issues.asked} isChecked={isConfirmed} onChecked={setIsConfirmed} />
        </div>
      )}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}

/** Whether something is asked that has not been shown. */
function hasNewAsks(findings: readonly Finding[], shown: readonly Finding[]): boolean {
  const known = new Set(shown.map(({ message }) => message));
  return findings.some(({ level, message }) => level === 'ask' && !known.has(message));
}
