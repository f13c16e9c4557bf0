import { useState } from 'react';
import type { MarkingDue } from '#shared/contract/markingCommands.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { goTo } from '../../app/navigation.ts';
import { office, type Refusal } from '../../app/office.ts';
import { marking } from '../../strings/marking.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DropDialog } from './DropDialog.tsx';
import './Marking.css';

/** The markings to be reviewed or lifted, the longest due first, each with what can be done about it. */
export function DueMarkings({ due }: { readonly due: readonly MarkingDue[] }) {
  const [kept, setKept] = useState<MarkingDue>();
  const [dropping, setDropping] = useState<MarkingDue>();
  const askToLift = async ({ record }: MarkingDue, { approverId, reason }: { approverId: string; reason: string }) => {
    const answer = await office.reviewMarking({ record, outcome: 'lifted', note: reason, approverId });
    if (!answer.ok) return answer;
    const waitsFor = answer.value.find((one) => one.record === record)?.liftWaitsFor ?? '';
    announce('ok', marking.dropAsked(waitsFor));
    return undefined;
  };
  const lift = async (due: MarkingDue) => {
    if (due.liftNeeds) return setDropping(due);
    const { record, title } = due;
    const question = { title: marking.liftTitle(title), text: marking.liftText, verb: marking.lift };
    const note = await ask({ ...question, isDangerous: true, reasonLabel: marking.liftReason });
    if (note === undefined) return;
    const answer = await office.reviewMarking({ record, outcome: 'lifted', note });
    if (answer.ok) announce('ok', marking.lifted);
    else announceRefusal(answer);
  };
  if (due.length === 0) {
    return (
      <EmptyState icon="archive" title={marking.noDue}>
        {marking.noDueHint}
      </EmptyState>
    );
  }
  return (
    <section className="pane-body marking-due" aria-label={marking.dueTitle}>
      <h2>{marking.dueTitle}</h2>
      <p className="second">{marking.dueHint}</p>
      <ul>
        {due.map((one) => {
          const { record, about, title, mark, on, isOverdue, subject, liftWaitsFor } = one;
          const say = isOverdue ? marking.overdueOn : marking.dueOn;
          return (
            <li key={`${record} ${about}`} className="marking-due-row">
              <div className="marking-due-words">
                <strong>{title}</strong>
                <p className={isOverdue ? 'marking-overdue' : 'second'}>
                  {mark}　{say(marking.about[about], dayText(on))}
                </p>
                {liftWaitsFor !== undefined && (
                  <p className="second">{marking.dropWaits(marking.dropWays.lifted, liftWaitsFor)}</p>
                )}
              </div>
              <Button
                kind="quiet"
                onClick={() => goTo({ place: subject.kind === 'issue' ? 'issues' : 'articles', id: subject.id })}
              >
                {marking.open}
              </Button>
              {about === 'review' && <Button onClick={() => setKept(one)}>{marking.keep}</Button>}
              <Button kind="danger" onClick={() => lift(one)}>
                {marking.lift}
              </Button>
            </li>
          );
        })}
      </ul>
      {dropping && (
        <DropDialog
          title={marking.liftTitle(dropping.title)}
          text={marking.liftAskText}
          proposedId={dropping.liftNeeds?.approverId}
          onAsk={(asked) => askToLift(dropping, asked)}
          onClose={() => setDropping(undefined)}
        />
      )}
      {kept && <KeepDialog due={kept} onClose={() => setKept(undefined)} />}
    </section>
  );
}

function KeepDialog({ due, onClose }: { readonly due: MarkingDue; readonly onClose: () => void }) {
  const [nextOn, setNextOn] = useState('');
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const save = async () => {
    const { record } = due;
    const answer = await office.reviewMarking({ record, outcome: 'kept', note, ...(nextOn === '' ? {} : { nextOn }) });
    if (!answer.ok) return setRefusal(answer);
    announce('ok', marking.kept);
    onClose();
  };
  return (
    <Dialog
      title={marking.keepTitle(due.title)}
      width="narrow"
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" onClick={save}>
            {marking.keep}
          </Button>
        </>
      }
    >
      <p>{marking.keepText}</p>
      <TextField label={marking.nextOn} type="date" hint={marking.nextHint} value={nextOn} onValue={setNextOn} />
      <TextArea label={marking.note} rows={2} maxLength={5000} value={note} onValue={setNote} />
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
