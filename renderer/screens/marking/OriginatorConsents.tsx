import { useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { dayText, words } from '../../strings/words.ts';
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
  /** The unit whose mark the article came with. */
  readonly originator: string;
  readonly mayRecord: boolean;
}

/** 原定密单位: what the unit has agreed to last, and the way to put its consent on record. */
export function OriginatorConsents({ articleId, title, originator, mayRecord }: OriginatorConsentsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const consents = useAnswer(`originator-${articleId}`, () => office.listOriginatorConsents({ articleId }), [
    'markings',
  ]);
  const last = consents.value?.at(-1);
  return (
    <div className="marking-originator">
      <p className="second">
        {marking.originatorIs(originator)}
        {last
          ? marking.consented(last.giver, dayText(last.givenOn), marking.means[last.means], last.reference)
          : marking.notConsented}
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
