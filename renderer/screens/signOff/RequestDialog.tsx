import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { delegation } from '../../strings/delegation.ts';
import { requests } from '../../strings/requests.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface RequestDialogProps {
  readonly issue: WholeIssue;
  /** Ask for it back, or grant or decline the request that is open. */
  readonly kind: 'request' | 'grant' | 'decline';
  readonly onClose: () => void;
}

/** 请求取回, 同意取回 and 不同意, each with what follows from it. */
export function RequestDialog({ issue, kind, onClose }: RequestDialogProps) {
  const { id, request, station, turn } = issue.summary;
  const { person } = useSignedIn();
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const said = wordsOf();
  const needsReason = kind !== 'grant';
  const isReady = !needsReason || reason.trim() !== '';
  const submit = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await ask();
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', said.done);
    onClose();
  };
  return (
    <Dialog
      title={said.title}
      width="narrow"
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={submit}>
            {said.verb}
          </Button>
        </>
      }
    >
      <p>{said.text}</p>
      {kind !== 'request' && request?.onBehalfOf !== undefined && (
        <p className="second">{delegation.answerFor(person.name, request.onBehalfOf)}</p>
      )}
      {needsReason && <TextArea label={said.reason} value={reason} onValue={setReason} autoFocus />}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );

  function ask() {
    if (kind === 'request') return office.requestRecall({ id, reason: reason.trim() });
    return office.answerRecallRequest({
      id,
      requestId: request?.id ?? '',
      isGranted: kind === 'grant',
      reason: reason.trim(),
    });
  }

  function wordsOf() {
    const name = request?.personName ?? '';
    switch (kind) {
      case 'request':
        return {
          title: requests.requestTitle,
          text: requests.requestText(turn?.waitsFor ?? ''),
          reason: requests.reason,
          verb: requests.request,
          done: requests.requested,
        };
      case 'grant':
        return {
          title: requests.grantTitle(name),
          text: requests.grantText(issue.flow[station - 1]?.label ?? '', request?.reason ?? ''),
          reason: '',
          verb: requests.grant,
          done: requests.granted,
        };
      case 'decline':
        return {
          title: requests.declineTitle(name),
          text: requests.declineText,
          reason: requests.declineReason,
          verb: requests.decline,
          done: requests.declined,
        };
      default:
        return kind satisfies never;
    }
  }
}
