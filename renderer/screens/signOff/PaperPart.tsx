import { useState } from 'react';
import type { AwaitedPaper, WholeIssue } from '#shared/contract/issueCommands.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaperRecordDialog } from './PaperRecordDialog.tsx';
import './PaperSignOff.css';

/** 纸质签批 under what is to be done: what waits to be confirmed, what came back, and the way to record one. */
export function PaperPart({ issue }: { readonly issue: WholeIssue }) {
  const { person } = useSignedIn();
  const [isRecording, setIsRecording] = useState(false);
  const papers = issue.papers ?? [];
  const mayRecord = issue.allowsPaper === true && person.roles.some((role) => role === 'editor' || role === 'reviewer');
  if (papers.length === 0 && !mayRecord) return null;
  return (
    <section className="paper-part" aria-label={paperSignOff.title}>
      {papers.map((paper) => (
        <PaperLine key={paper.id} paper={paper} personId={person.id} />
      ))}
      {mayRecord && <Button onClick={() => setIsRecording(true)}>{paperSignOff.record}</Button>}
      {isRecording && <PaperRecordDialog issue={issue} onClose={() => setIsRecording(false)} />}
    </section>
  );
}

function PaperLine({ paper, personId }: { readonly paper: AwaitedPaper; readonly personId: string }) {
  const { signerId, signerName, recorderId, recorderName, confirmerName, label, recordedAt, withdrawn } = paper;
  if (withdrawn) {
    return <Notice kind="warn">{paperSignOff.withdrawn(signerName, withdrawn.personName, withdrawn.reason)}</Notice>;
  }
  return (
    <>
      <Notice kind="info">
        {paperSignOff.waits(signerName, label, confirmerName)}
        {paperSignOff.facts(recorderName, momentText(recordedAt))}
      </Notice>
      {(personId === recorderId || personId === signerId) && (
        <Button onClick={() => void withdrawPaper(paper.id, paperSignOff.withdraw, paperSignOff.withdrawTitle)}>
          {paperSignOff.withdraw}
        </Button>
      )}
    </>
  );
}

/** Asks for the reason and ends a paper unconfirmed. */
export async function withdrawPaper(paperId: string, verb: string, title: string): Promise<void> {
  const text = paperSignOff.withdrawText;
  const reason = await ask({ title, text, verb, reasonLabel: paperSignOff.withdrawReason });
  if (reason === undefined) return;
  const answer = await office.withdrawPaperSignOff({ paperId, reason });
  if (answer.ok) announce('ok', paperSignOff.withdrawnDone);
  else announceRefusal(answer);
}
