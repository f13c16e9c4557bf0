import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { isSignedByEditor } from '#shared/workflow/issueWorkflow.ts';
import { voidedByReturn } from '#shared/workflow/voidedByReturn.ts';
import { announce } from '../../app/announcements.tsx';
import { askedSend } from '../../app/askedSend.ts';
import { placeOf } from '../../app/issuePlace.ts';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SendCheck } from '../handover/SendCheck.tsx';
import { OpinionField } from './OpinionField.tsx';

export interface ReturnDialogProps {
  readonly issue: WholeIssue;
  readonly onClose: () => void;
}

/** 退回 to any earlier station, the editor's unless another is chosen, with the reason and what becomes void by it. */
export function ReturnDialog({ issue, onClose }: ReturnDialogProps) {
  const { id, station: here } = issue.summary;
  const [station, setStation] = useState(0);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isSent, setIsSent] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  // What the editor has not confirmed goes back to the editor.
  const earlier = issue.flow.slice(0, isSignedByEditor(placeOf(issue).signed) ? here : 1);
  const labelOf = (place: number) => issue.flow[place]?.label ?? '';
  const voided = voidedByReturn(issue.signOffs, station);
  const sendBack = async () => {
    if (reason.trim() === '' || isBusy) return;
    setIsBusy(true);
    const answer = await office.returnIssue({ id, reason: reason.trim(), station });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', signOff.done(station === 0 ? signOff.return : signOff.returnedTo(labelOf(station))));
    onClose();
    if (isSent) askedSend.set({ issueId: id, kind: 'return' });
  };
  return (
    <Dialog
      title={station === 0 ? signOff.returnTitle : signOff.returnTitleTo(labelOf(station))}
      width="narrow"
      onClose={onClose}
      onSubmit={sendBack}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={reason.trim() === ''} isBusy={isBusy} onClick={sendBack}>
            {station === 0 ? signOff.return : signOff.returnTo}
          </Button>
        </>
      }
    >
      {earlier.length > 1 && (
        <SelectField
          label={signOff.returnStation}
          options={earlier.map(({ label }, place) => ({ value: String(place), label }))}
          value={String(station)}
          onValue={(chosen) => setStation(Number(chosen))}
        />
      )}
      <p>{station === 0 ? signOff.returnText : signOff.returnTextTo(labelOf(station), voided.join('、'))}</p>
      <OpinionField label={signOff.reason} hint={signOff.phrasesHint} value={reason} onValue={setReason} />
      <SendCheck isChecked={isSent} onChecked={setIsSent} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
