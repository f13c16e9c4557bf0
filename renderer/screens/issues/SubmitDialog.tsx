import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { announce } from '../../app/announcements.tsx';
import { askedSend } from '../../app/askedSend.ts';
import { office, type Refusal } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SendCheck } from '../handover/SendCheck.tsx';
import { OpinionField } from '../signOff/OpinionField.tsx';
import { Findings } from './Findings.tsx';
import { goToPlace } from './goToPlace.ts';

export interface SubmitDialogProps {
  readonly issue: WholeIssue;
  /** What the check has found so far; it is made again before the issue goes, and what it asks has to be answered here. */
  readonly findings: readonly Finding[];
  readonly onClose: () => void;
}

/** 送审, with an opinion where the editor has one; a refusal stays in the dialog with what is missing. */
export function SubmitDialog({ issue, findings, onClose }: SubmitDialogProps) {
  const [opinion, setOpinion] = useState('');
  const [again, setAgain] = useState<readonly Finding[]>();
  const checked = again ?? findings;
  const asks = checked.filter(({ level }) => level === 'ask');
  const stops = checked.filter(isStop);
  const waivable = checked.filter(({ isWaivable }) => isWaivable);
  const [waiver, setWaiver] = useState('');
  const [isConfirmed, setIsConfirmed] = useState(false);
  const isWaived = waivable.length === 0 || waiver.trim() !== '';
  const isReady = stops.length === 0 && isWaived && (isConfirmed || asks.length === 0);
  const [isSent, setIsSent] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const stations = issue.flow
    .slice(1)
    .map(({ label }) => label)
    .join('、');
  const submit = async () => {
    if (isBusy || !isReady) return;
    setIsBusy(true);
    const check = await office.preflightIssue({ id: issue.summary.id });
    if (!check.ok || hasNewAsks(check.value, checked) || check.value.some(isStop)) {
      setIsBusy(false);
      setIsConfirmed(false);
      if (check.ok) return setAgain(check.value);
      return setRefusal(check);
    }
    const { contentHash, summary } = issue;
    const answer = await office.submitIssue({
      id: summary.id,
      contentHash,
      opinion,
      ...(waivable.length > 0 ? { waiver } : {}),
    });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', issues.submitted);
    onClose();
    if (isSent) askedSend.set({ issueId: summary.id, kind: 'submit' });
  };
  const find = (place: Finding['place']) => {
    onClose();
    goToPlace(place, issue.summary.publicationId);
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
      <p>{issues.submitText(issue.document.articles.length, stations)}</p>
      <OpinionField label={issues.opinion} value={opinion} onValue={setOpinion} />
      {stops.length > 0 && (
        <div className="submit-asks">
          <p>{issues.stoppedHead}</p>
          <Findings findings={stops} onFind={find} />
        </div>
      )}
      {stops.length === 0 && waivable.length > 0 && (
        <div className="submit-asks">
          <p>{issues.waivedHead}</p>
          <Findings findings={waivable} onFind={find} />
          <TextArea
            label={issues.waiver}
            hint={issues.waiverHint}
            rows={2}
            maxLength={500}
            value={waiver}
            onValue={setWaiver}
          />
        </div>
      )}
      {stops.length === 0 && asks.length > 0 && (
        <div className="submit-asks">
          <p>{issues.askedHead}</p>
          <Findings findings={asks} onFind={find} />
          <CheckField label={issues.asked} isChecked={isConfirmed} onChecked={setIsConfirmed} />
        </div>
      )}
      <SendCheck isChecked={isSent} onChecked={setIsSent} />
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}

/** Stops it, whatever is said for it. */
function isStop({ level, isWaivable }: Finding): boolean {
  return level === 'stop' && !isWaivable;
}

/** Whether something is asked or has to be waived that has not been shown. */
function hasNewAsks(findings: readonly Finding[], shown: readonly Finding[]): boolean {
  const known = new Set(shown.map(({ message }) => message));
  return findings.some(({ level, isWaivable, message }) => (level === 'ask' || isWaivable) && !known.has(message));
}
