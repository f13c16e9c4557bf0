import { useId, useState } from 'react';
import type { MarkingSubject } from '#shared/contract/markingCommands.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { isClassified, usualMarks } from '#shared/marking/markRank.ts';
import { liftDay, namedLiftDate } from '#shared/marking/markTerm.ts';
import { markText } from '#shared/marking/markText.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import { isLowerThan, type Mark, proposeMarking } from '#shared/marking/proposeMarking.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaperApproval, type PaperDraft, paperOf } from './PaperApproval.tsx';
import { today } from './today.ts';
import './Marking.css';

/** Stands among the approvers for one who is outside the program; no id of a person has a blank. */
const onPaper = ' onPaper';

export interface MarkingDialogProps {
  readonly subject: MarkingSubject;
  /** What the fields begin with: the record there is, or what the publication presets. */
  readonly begin: Partial<MarkingDecision> | undefined;
  /** The marks of the articles an issue is put together from. */
  readonly parts?: readonly Mark[];
  readonly onClose: () => void;
}

/** 登记标识: what is decided about an article or an issue, by whom, on what ground and for whom. */
export function MarkingDialog({ subject, begin, parts = [], onClose }: MarkingDialogProps) {
  const { person } = useSignedIn();
  const people = useAnswer('marking-people', () => office.listPeople({}), ['people']);
  const others = people.value?.filter((one) => mayApprove(one, person.id)) ?? [];
  const [decidedOn, setDecidedOn] = useState(begin?.decidedOn ?? today());
  const proposed = proposeMarking(parts, decidedOn === '' ? undefined : decidedOn);
  const [kind, setKind] = useState(begin?.kind ?? proposed?.kind ?? '');
  const [term, setTerm] = useState(begin?.term ?? (begin?.kind === undefined ? (proposed?.term ?? '') : ''));
  const [ground, setGround] = useState(begin?.ground ?? '');
  const [scope, setScope] = useState(begin?.scope ?? '');
  const [approver, setApprover] = useState<string>();
  const [paper, setPaper] = useState<PaperDraft>({
    approverName: '',
    signedOn: today(),
    confirmerId: '',
    password: '',
  });
  const records = useAnswer(`marking-${subject.id}`, () => office.listMarkings(subject), ['markings']);
  const wasApproved = records.value?.at(-1)?.answer?.outcome === 'approved';
  const [liftDate, setLiftDate] = useState(namedLiftDate(begin) ?? '');
  const [reviewOn, setReviewOn] = useState(begin?.reviewOn ?? '');
  const [originator, setOriginator] = useState(begin?.originator ?? '');
  const [lowerReason, setLowerReason] = useState(begin?.lowerReason ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [fault, setFault] = useState<string>();
  const lists = useId();
  // Who approved last time most likely does again.
  const approverId = approver ?? others.find(({ name }) => name === begin?.approver)?.id ?? '';
  const mark: Mark = { kind: kind.trim(), decidedOn, ...(term.trim() === '' ? {} : { term: term.trim() }) };
  const isLower = proposed !== undefined && mark.kind !== '' && isLowerThan(mark, parts);
  const ends = liftDay(mark);
  const isOnPaper = approverId === onPaper;
  const onPaperReady = paperOf(paper);
  const isFilled =
    [kind, ground, scope, approverId, decidedOn].every((text) => text.trim() !== '') && (!isOnPaper || onPaperReady);
  const isReady = isFilled && (!isLower || lowerReason.trim() !== '');
  const save = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.recordMarking({
      subject,
      decision: {
        ...mark,
        decidedOn,
        ground,
        scope,
        ...(isOnPaper ? { paper: onPaperReady } : { approverId }),
        ...(liftDate === '' ? {} : { liftDate }),
        ...(reviewOn === '' ? {} : { reviewOn }),
        ...(isLower ? { lowerReason } : {}),
        ...(subject.kind === 'issue' || originator.trim() === '' ? {} : { originator }),
      },
    });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    const words = wasApproved ? marking.recordedAnew : marking.recordedWaits;
    announce('ok', words(markText(mark), answer.value.at(-1)?.waitsFor ?? ''));
    onClose();
  };
  return (
    <Dialog
      title={subject.kind === 'issue' ? marking.titleOfIssue : marking.titleOfArticle}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={save}>
            {marking.save}
          </Button>
        </>
      }
    >
      {proposed && <p className="second">{marking.proposed(markText(proposed))}</p>}
      <div className="marking-pair">
        <TextField
          label={marking.kind}
          hint={marking.kindHint}
          list={`${lists}-kinds`}
          value={kind}
          onValue={setKind}
        />
        <TextField
          label={marking.term}
          hint={marking.termHint}
          list={`${lists}-terms`}
          value={term}
          onValue={setTerm}
        />
      </div>
      <datalist id={`${lists}-kinds`}>
        {usualMarks.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={`${lists}-terms`}>
        {(isClassified(kind) ? ['10年', '20年', '30年', '长期'] : ['1年', '3年', '5年', '10年']).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextArea
        label={marking.ground}
        hint={marking.groundHint}
        rows={2}
        maxLength={1000}
        value={ground}
        onValue={setGround}
      />
      <TextArea label={marking.scope} rows={2} maxLength={1000} value={scope} onValue={setScope} />
      <div className="marking-pair">
        <SelectField
          label={marking.approver}
          hint={people.value && others.length === 0 ? marking.noApprover : marking.approverHint}
          value={approverId}
          onValue={setApprover}
          options={[
            { value: '', label: marking.chooseApprover },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
            { value: onPaper, label: marking.onPaper },
          ]}
        />
        <TextField label={marking.decidedOn} type="date" value={decidedOn} max={today()} onValue={setDecidedOn} />
        <TextField
          label={marking.liftDate}
          type="date"
          hint={ends === undefined ? marking.liftHint : `${marking.liftHint}（${dayText(ends)}）`}
          value={liftDate}
          onValue={setLiftDate}
        />
        <TextField
          label={marking.reviewOn}
          type="date"
          hint={marking.reviewHint}
          value={reviewOn}
          onValue={setReviewOn}
        />
      </div>
      {subject.kind === 'article' && (
        <TextField
          label={marking.originator}
          hint={marking.originatorHint}
          maxLength={100}
          value={originator}
          onValue={setOriginator}
        />
      )}
      {isOnPaper && <PaperApproval people={people.value ?? []} draft={paper} onDraft={setPaper} onFault={setFault} />}
      {isLower && proposed && (
        <TextArea
          label={marking.lowerReason}
          hint={marking.lowerHint(markText(proposed))}
          rows={2}
          maxLength={1000}
          value={lowerReason}
          onValue={setLowerReason}
        />
      )}
      {wasApproved && <Notice kind="warn">{marking.voidsApproval}</Notice>}
      {fault && <Notice kind="error">{fault}</Notice>}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
