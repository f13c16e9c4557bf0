import { useRef, useState } from 'react';
import type { MarkingAwaited } from '#shared/contract/markingCommands.ts';
import { markText } from '#shared/marking/markText.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ScanView } from '../signOff/ScanView.tsx';
import { MarkingFacts } from './MarkingFacts.tsx';
import './Marking.css';

/** 待批准的标识: which they are, and the one that is open with what it is about. */
export function AwaitedMarkings({ awaited }: { readonly awaited: readonly MarkingAwaited[] }) {
  const [chosen, setChosen] = useState<string>();
  const open = awaited.find((one) => keyOf(one) === chosen) ?? awaited[0];
  if (!open) {
    return (
      <EmptyState icon="check" title={marking.noAwaited}>
        {marking.noAwaitedHint}
      </EmptyState>
    );
  }
  return (
    <section className="marking-awaited" aria-label={marking.awaitedTitle}>
      <div className="marking-awaited-head">
        <h2>{marking.awaitedTitle}</h2>
        <p className="second">{marking.awaitedHint}</p>
        {awaited.length > 1 && (
          <ul className="marking-awaited-list">
            {awaited.map((one) => (
              <li key={keyOf(one)}>
                <Button kind="quiet" aria-pressed={one === open} onClick={() => setChosen(keyOf(one))}>
                  {one.drop && `${marking.dropWays[one.drop.how]}　`}
                  {markText(one.decision)}　{one.title}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <OpenMarking key={keyOf(open)} awaited={open} />
    </section>
  );
}

function keyOf({ record, drop }: MarkingAwaited): string {
  return `${record} ${drop?.number ?? ''}`;
}

/** What is marked at the left, what is decided at the right, and the password in place. */
function OpenMarking({ awaited }: { readonly awaited: MarkingAwaited }) {
  const { record, drop, title, decision, recordedAt } = awaited;
  const paper = drop ? undefined : decision.paper;
  const of = { record, ...(drop ? { drop: drop.number } : {}) };
  const read = useAnswer(`marking-awaited-${keyOf(awaited)}`, () => office.readMarkingAwaited(of), ['articles']);
  const [password, setPassword] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const text = read.value?.text;
  const isReady = text !== undefined && password !== '' && !isBusy;
  const answer = async (isApproved: boolean) => {
    if (text === undefined || !isReady) return;
    setIsBusy(true);
    setRefused(undefined);
    const given = await office.answerMarking({ ...of, text, isApproved, reason, password });
    setIsBusy(false);
    if (given.ok) return announce('ok', doneWords(drop, isApproved));
    if (given.code === 'wrongPassword' || given.code === 'tooManyTries') {
      setWrong(given.message);
      field.current?.focus();
      return;
    }
    setRefused(given.message);
    if (given.code === 'conflict') read.reload();
  };
  return (
    <div className="marking-sheets">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls by keys */}
      <section className="marking-text" aria-label={marking.text} tabIndex={0}>
        {paper && read.value?.scan && (
          <ScanView
            mime={read.value.scan.mime}
            bytes={read.value.scan.bytes}
            name={marking.scanOf(decision.approver)}
          />
        )}
        {!read.value && !read.refusal && <p className="second">{words.loading}</p>}
        {read.refusal && <Notice kind="error">{read.refusal.message}</Notice>}
        {read.value?.articles.length === 0 && <p className="second">{marking.noText}</p>}
        {read.value?.articles.map((article, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: articles and lines have no names of their own and never move
          <article key={place} className="marking-article">
            {article.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <p key={at}>{line}</p>
            ))}
          </article>
        ))}
      </section>
      <form
        className="marking-answer"
        onSubmit={(event) => {
          event.preventDefault();
          void answer(true);
        }}
      >
        <h3>{title}</h3>
        <MarkingFacts decision={decision} />
        {drop ? (
          <>
            <Notice kind="warn">
              {marking.dropWanted(drop.proposerName, momentText(recordedAt), marking.dropWays[drop.how])}
            </Notice>
            <p>{marking.dropReasonIs(drop.reason)}</p>
          </>
        ) : (
          <p className="second small">{marking.proposedBy(decision.proposer, momentText(recordedAt))}</p>
        )}
        <TextArea
          label={drop ? marking.dropRefusalReason : marking.reason}
          hint={drop ? marking.dropReasonHint : marking.reasonHint}
          rows={2}
          maxLength={5000}
          value={reason}
          onValue={setReason}
        />
        {refused && <Notice kind="error">{refused}</Notice>}
        <TextField
          ref={field}
          label={marking.password}
          hint={text === undefined ? marking.notRead : marking.passwordHint}
          type="password"
          value={password}
          error={wrong}
          onValue={(value) => {
            setPassword(value);
            setWrong(undefined);
          }}
        />
        <div className="marking-answer-buttons">
          <Button kind="danger" disabled={!isReady || reason.trim() === ''} onClick={() => answer(false)}>
            {drop ? marking.refuseDrop : paper ? marking.refuseOnPaper : marking.refuse}
          </Button>
          <Button kind="primary" type="submit" disabled={!isReady} isBusy={isBusy}>
            {drop ? marking.approveDrop(marking.dropWays[drop.how]) : paper ? marking.compare : marking.approve}
          </Button>
        </div>
      </form>
    </div>
  );
}

function doneWords(drop: MarkingAwaited['drop'], isApproved: boolean): string {
  if (drop) return isApproved ? marking.dropDone[drop.how] : marking.dropKept;
  return isApproved ? marking.approveDone : marking.refuseDone;
}
