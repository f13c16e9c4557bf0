import { useEffect, useRef, useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { askedSend } from '../../app/askedSend.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SendCheck } from '../handover/SendCheck.tsx';
import { OpinionField } from './OpinionField.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { type ReleaseSentence, releaseSentences } from './releaseSentences.ts';
import type { PreparedRelease, ReleasePreparation } from './usePreparedRelease.ts';
import { type StepPaneProps, useStep } from './useStep.ts';

export interface ReleasePaneProps extends StepPaneProps {
  readonly preparation: ReleasePreparation;
  /** What has changed since the signer saw it last, in words; undefined until that is known. */
  readonly since: string | undefined;
  /** Brings those changes, or what was signed at each station, into view; `verb` says which. */
  readonly onSince?: { readonly verb: string; readonly run: () => void } | undefined;
  /** Titles of the articles that were corrected in review. */
  readonly corrected: readonly string[];
  /** Called when the pages are asked for, to bring them into view. */
  readonly onPages: () => void;
}

/** Signing: what is signed in plain sentences, the password in place, and one red button. */
export function ReleasePane({ issue, preparation, since, onSince, corrected, onPages }: ReleasePaneProps) {
  const { id } = issue.summary;
  const { contentHash } = issue;
  const { prepared, progress, refusal, prepare } = preparation;
  const { opinion, write } = useStep(id);
  const [isReturning, setIsReturning] = useState(false);
  const label = issue.flow[issue.summary.station]?.label ?? signOff.release;
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const goesToPassword = useRef(false);
  const [wrong, setWrong] = useState<string>();
  const [note, setNote] = useState<string>();
  const [isSent, setIsSent] = useState(false);
  const isStale =
    prepared !== undefined && (prepared.opinion !== opinion.trim() || prepared.contentHash !== contentHash);
  const notes = useAnswer(`marking-notes-${id}-${contentHash}`, () => office.listMarkingNotes({ id }), ['markings']);
  // Nobody signs before it is said what is signed.
  const mayRelease =
    prepared !== undefined && notes.value !== undefined && !isStale && password !== '' && progress === undefined;

  const showPages = async () => {
    setNote(undefined);
    onPages();
    // The one thing left to do is to read and to sign.
    goesToPassword.current = true;
    if (!(await prepare(contentHash, opinion.trim()))) goesToPassword.current = false;
  };
  useEffect(() => {
    if (prepared && goesToPassword.current) passwordField.current?.focus();
    goesToPassword.current = false;
  }, [prepared]);
  const release = async () => {
    if (!mayRelease) return;
    setWrong(undefined);
    setNote(undefined);
    const answer = await office.releaseIssue({ id, issueHash: prepared.issueHash, password });
    if (answer.ok) {
      const { numberText } = answer.value.summary;
      announce('ok', signOff.released(numberText ?? ''), {
        label: signOff.toArchive,
        run: () => goTo({ place: 'archive', id }),
      });
      if (isSent) askedSend.set({ issueId: id, kind: 'signed' });
    } else if (answer.code === 'wrongPassword' || answer.code === 'tooManyTries') setWrong(answer.message);
    else if (answer.code === 'conflict' && (await prepareAnew())) setNote(signOff.preparedAgain);
    else setNote(answer.message);
  };
  const prepareAnew = async () => {
    const newest = await office.readIssue({ id });
    return newest.ok && (await prepare(newest.value.contentHash, opinion.trim()));
  };

  return (
    <>
      <form
        className="release"
        onSubmit={(event) => {
          event.preventDefault();
          release();
        }}
      >
        {prepared ? (
          <WhatIsSigned
            prepared={prepared}
            sentences={releaseSentences(prepared, issue, since, corrected, notes.value ?? [])}
            onSince={onSince}
          />
        ) : (
          <p>{signOff.releaseLead}</p>
        )}
        <OpinionField value={opinion} onValue={write} />
        {notes.refusal && <Notice kind="error">{notes.refusal.message}</Notice>}
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {note && <Notice kind="warn">{note}</Notice>}
        {isStale && (
          <Notice kind="warn">
            {prepared.contentHash === contentHash ? signOff.opinionStale : signOff.contentStale}
          </Notice>
        )}
        {progress !== undefined && <p role="status">{signOff.preparing(progress)}</p>}
        <div className="release-foot">
          {prepared && (
            <TextField
              ref={passwordField}
              label={signOff.password}
              hint={signOff.passwordHint}
              type="password"
              value={password}
              error={wrong}
              onValue={(value) => {
                setPassword(value);
                setWrong(undefined);
              }}
            />
          )}
          {prepared && <SendCheck isChecked={isSent} onChecked={setIsSent} />}
          <div className="release-buttons">
            <Button icon="undo" onClick={() => setIsReturning(true)}>
              {signOff.return}
            </Button>
            {(!prepared || isStale) && (
              <Button
                kind={prepared ? 'plain' : 'primary'}
                icon="issue"
                isBusy={progress !== undefined}
                onClick={showPages}
              >
                {prepared ? signOff.prepareAgain : signOff.prepare}
              </Button>
            )}
            {prepared && (
              <Button kind="primary" type="submit" disabled={!mayRelease}>
                {label}
              </Button>
            )}
          </div>
        </div>
      </form>
      {isReturning && <ReturnDialog issue={issue} onClose={() => setIsReturning(false)} />}
    </>
  );
}

function WhatIsSigned({
  prepared,
  sentences,
  onSince,
}: {
  readonly prepared: PreparedRelease;
  readonly sentences: readonly ReleaseSentence[];
  readonly onSince: ReleasePaneProps['onSince'];
}) {
  return (
    <section className="signing" aria-label={signOff.whatIsSigned}>
      <ul>
        {sentences.map(({ text, lines, isWarning }) => (
          <li key={text} className={isWarning ? 'signing-warning' : undefined}>
            {text}
            {lines && (
              <ol className="signing-lines">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ul>
      {onSince && (
        <Button kind="quiet" onClick={onSince.run}>
          {onSince.verb}
        </Button>
      )}
      <Digest label={signOff.hash} digest={prepared.issueHash} />
    </section>
  );
}
