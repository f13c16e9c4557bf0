import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { requests } from '../../strings/requests.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RequestDialog } from './RequestDialog.tsx';
import { stayedFor } from './stayedFor.ts';

type Open = 'request' | 'grant' | 'decline';

/** What those who handed the issue on ask of whoever has it, and the answers: 请求取回 and 催办. */
export function RequestPart({
  issue,
  isHinted = true,
}: {
  readonly issue: WholeIssue;
  /** Whether it says why one has to ask; left out where that is said already. */
  readonly isHinted?: boolean;
}) {
  const [open, setOpen] = useState<Open>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { id, request, reminder, since } = issue.summary;
  const { reminding, mayRequestRecall } = issue;
  const last = issue.requests.at(-1);
  const stayed = stayedFor(since);

  const take = async (ask: () => ReturnType<typeof office.remindIssue>, done: string) => {
    if (isBusy) return;
    setIsBusy(true);
    const answer = await ask();
    setIsBusy(false);
    setRefused(answer.ok ? undefined : answer.message);
    if (answer.ok) announce('ok', done);
  };

  return (
    <>
      {request && <Notice kind={request.mayAnswer ? 'warn' : 'info'}>{askedText()}</Notice>}
      {request?.mayAnswer && (
        <div className="request-answers">
          <Button icon="undo" onClick={() => setOpen('grant')}>
            {requests.grant}
          </Button>
          <Button onClick={() => setOpen('decline')}>{requests.decline}</Button>
        </div>
      )}
      {request?.isOwn && (
        <Button
          onClick={() => take(() => office.withdrawRecallRequest({ id, requestId: request.id }), requests.withdrawn)}
        >
          {requests.withdraw}
        </Button>
      )}
      {!request && last?.isOwn && answerNotice()}
      {reminder && (
        <Notice kind={issue.summary.turn?.isMine ? 'warn' : 'info'}>
          {`${requests.wasReminded(reminder.personName, momentText(reminder.at), reminder.count)}，${requests.stayed(stayed)}。`}
        </Notice>
      )}
      {refused && <Notice kind="error">{refused}</Notice>}
      {mayRequestRecall && (
        <>
          {isHinted && <p className="second">{requests.requestHint}</p>}
          <Button icon="undo" onClick={() => setOpen('request')}>
            {requests.request}
          </Button>
        </>
      )}
      {reminding && (
        <>
          <p className="second">
            {reminding.againAt === undefined
              ? requests.remindHint(stayed)
              : requests.remindAgain(momentText(reminding.againAt))}
          </p>
          <Button
            icon="history"
            disabled={reminding.againAt !== undefined}
            isBusy={isBusy}
            onClick={() => take(() => office.remindIssue({ id }), requests.reminded)}
          >
            {requests.remind}
          </Button>
        </>
      )}
      {open && <RequestDialog issue={issue} kind={open} onClose={() => setOpen(undefined)} />}
    </>
  );

  function askedText() {
    if (!request) return '';
    const at = momentText(request.at);
    return request.isOwn
      ? requests.askedByYou(at, request.reason)
      : requests.asked(request.personName, at, request.reason);
  }

  /** The answer stays in sight of the one who asked until there is another. */
  function answerNotice() {
    const { state, answeredBy = '', answeredAt, answer = '' } = last ?? { state: 'withdrawn' as const };
    const at = answeredAt === undefined ? '' : momentText(answeredAt);
    if (state === 'declined') return <Notice kind="warn">{requests.wasDeclined(answeredBy, at, answer)}</Notice>;
    if (state === 'granted') return <Notice kind="ok">{requests.wasGranted(answeredBy, at)}</Notice>;
    return state === 'moot' ? <Notice kind="info">{requests.wasMoot}</Notice> : null;
  }
}
