import { useState } from 'react';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { dayText, momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type ChosenScan, ScanField } from '../signOff/ScanField.tsx';
import { today } from './today.ts';
import './Marking.css';

export interface OriginatorConsentsProps {
  readonly articleId: string;
  readonly title: string;
  readonly mayRecord: boolean;
}

/**
 * 原定密单位: what the unit whose mark the article came with has agreed to last, and the way to put its consent on record;
 * nothing where there is no such unit.
 */
export function OriginatorConsents({ articleId, title, mayRecord }: OriginatorConsentsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const standing = useAnswer(`originator-${articleId}`, () => office.listOriginatorConsents({ articleId }), [
    'markings',
    'articles',
  ]);
  const { originator, mayCorrect, correction, consents = [] } = standing.value ?? {};
  const last = consents.at(-1);
  const correct = async (unit: string) => {
    const question = { title: marking.correctTitle(unit), text: marking.correctText, verb: marking.correct };
    const reason = await ask({ ...question, isDangerous: true, reasonLabel: marking.correctReason });
    if (reason === undefined) return;
    const answer = await office.correctOriginator({ articleId, reason });
    if (answer.ok) announce('ok', marking.corrected);
    else announceRefusal(answer);
  };
  if (correction) {
    const { originator: unit, personName, at, reason } = correction;
    return (
      <div className="marking-originator">
        <p className="second">
          {marking.ofArticle(title, marking.correctedBy(unit, personName, momentText(at), reason))}
        </p>
      </div>
    );
  }
  if (originator === undefined) return null;
  return (
    <div className="marking-originator">
      <p className="second">
        {marking.ofArticle(title, marking.originatorIs(originator))}
        {last
          ? marking.consented(last.giver, dayText(last.givenOn), marking.means[last.means], last.reference)
          : marking.notConsented}
        {last?.isTextChanged && marking.changedSinceConsent}
      </p>
      {mayRecord && (
        <Button
          kind="quiet"
          aria-label={marking.ofArticle(marking.recordConsent, title)}
          onClick={() => setIsOpen(true)}
        >
          {marking.recordConsent}
        </Button>
      )}
      {mayCorrect && (
        <Button
          kind="quiet"
          aria-label={marking.ofArticle(marking.correct, title)}
          onClick={() => void correct(originator)}
        >
          {marking.correct}
        </Button>
      )}
      {isOpen && <ConsentDialog articleId={articleId} originator={originator} onClose={() => setIsOpen(false)} />}
    </div>
  );
}

interface ConsentDialogProps {
  readonly articleId: string;
  readonly originator: string;
  readonly onClose: () => void;
}

function ConsentDialog({ articleId, originator, onClose }: ConsentDialogProps) {
  const [giver, setGiver] = useState('');
  const [givenOn, setGivenOn] = useState(today);
  const [means, setMeans] = useState<'document' | 'phone'>('document');
  const [reference, setReference] = useState('');
  const [scan, setScan] = useState<ChosenScan>();
  const [fault, setFault] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = [giver, givenOn, reference].every((text) => text.trim() !== '');
  const save = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.recordOriginatorConsent({
      articleId,
      giver,
      givenOn,
      means,
      reference,
      ...(scan ? { scan: scan.bytes } : {}),
    });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', marking.consentRecorded(originator));
    onClose();
  };
  return (
    <Dialog
      title={marking.consentTitle(originator)}
      width="narrow"
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
      <p className="second">{marking.consentHint}</p>
      <TextField label={marking.giver} maxLength={100} value={giver} onValue={setGiver} />
      <TextField label={marking.givenOn} type="date" max={today()} value={givenOn} onValue={setGivenOn} />
      <SelectField
        label={marking.by}
        value={means}
        onValue={(value) => setMeans(value === 'phone' ? 'phone' : 'document')}
        options={(['document', 'phone'] as const).map((value) => ({ value, label: marking.means[value] }))}
      />
      <TextField label={marking.reference[means]} maxLength={500} value={reference} onValue={setReference} />
      <ScanField
        hint={marking.consentScanHint}
        scan={scan}
        onScan={(chosen) => {
          setFault(undefined);
          setScan(chosen);
        }}
        onFault={setFault}
      />
      {fault && <Notice kind="error">{fault}</Notice>}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
