import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { RevocationReason } from '#shared/handover/cardRevocation.ts';
import { machines as strings } from '../../strings/machines.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

const reasons = Object.keys(strings.reasons) as readonly RevocationReason[];

export interface RevokeDialogProps<Value> {
  readonly title: string;
  readonly text: ReactNode;
  readonly verb: string;
  readonly revoke: (reason: RevocationReason) => Promise<Answer<Value>>;
  readonly onDone: (value: Value) => void;
  readonly onClose: () => void;
}

/** A card becomes void, for a reason and for good. */
export function RevokeDialog<Value>({ title, text, verb, revoke, onDone, onClose }: RevokeDialogProps<Value>) {
  const [reason, setReason] = useState<RevocationReason>('lost');
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const go = async () => {
    if (isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await revoke(reason);
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    onClose();
    onDone(answer.value);
  };
  return (
    <Dialog
      title={title}
      width="narrow"
      onClose={() => !isBusy && onClose()}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="danger" isBusy={isBusy} onClick={go}>
            {verb}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <SelectField
        label={strings.reason}
        value={reason}
        onValue={(value) => setReason(reasons.find((one) => one === value) ?? reason)}
        options={reasons.map((one) => ({ value: one, label: strings.reasons[one] }))}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
