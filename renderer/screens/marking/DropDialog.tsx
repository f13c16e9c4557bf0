import { useState } from 'react';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import { office, type Refusal } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface DropDialogProps {
  readonly title: string;
  readonly text: string;
  /** Whom the office would ask, where it can tell. */
  readonly proposedId: string | undefined;
  /** Puts it before the approver; what the office has against it. */
  readonly onAsk: (asked: { readonly approverId: string; readonly reason: string }) => Promise<Refusal | undefined>;
  readonly onClose: () => void;
}

/** An approved mark is to go: why, and who is asked. */
export function DropDialog({ title, text, proposedId, onAsk, onClose }: DropDialogProps) {
  const { person } = useSignedIn();
  const people = useAnswer('marking-people', () => office.listPeople({}), ['people']);
  const others = people.value?.filter((one) => mayApprove(one, person.id)) ?? [];
  const [approver, setApprover] = useState<string>();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isBusy, setIsBusy] = useState(false);
  const approverId = approver ?? others.find(({ id }) => id === proposedId)?.id ?? '';
  const isReady = approverId !== '' && reason.trim() !== '' && !isBusy;
  const save = async () => {
    if (!isReady) return;
    setIsBusy(true);
    const refused = await onAsk({ approverId, reason });
    setIsBusy(false);
    if (refused) return setRefusal(refused);
    onClose();
  };
  return (
    <Dialog
      title={title}
      width="narrow"
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={save}>
            {marking.askDrop}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <TextArea label={marking.dropReason} rows={2} maxLength={5000} value={reason} onValue={setReason} />
      <SelectField
        label={marking.approver}
        hint={people.value && others.length === 0 ? marking.noApprover : marking.dropApproverHint}
        value={approverId}
        onValue={setApprover}
        options={[
          { value: '', label: marking.chooseApprover },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
