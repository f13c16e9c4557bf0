import { useState } from 'react';
import type { RevocationReason } from '#shared/handover/cardRevocation.ts';
import { ActDialog, type ActDialogProps } from '../../app/ActDialog.tsx';
import { machines as strings } from '../../strings/machines.ts';
import { SelectField } from '../../ui/Field.tsx';

const reasons = Object.keys(strings.reasons) as readonly RevocationReason[];

export interface RevokeDialogProps<Value>
  extends Pick<ActDialogProps<Value>, 'title' | 'text' | 'verb' | 'onDone' | 'onClose'> {
  readonly revoke: (reason: RevocationReason) => ReturnType<ActDialogProps<Value>['act']>;
}

/** A card becomes void, for a reason and for good. */
export function RevokeDialog<Value>({ revoke, ...frame }: RevokeDialogProps<Value>) {
  const [reason, setReason] = useState<RevocationReason>('lost');
  return (
    <ActDialog {...frame} width="narrow" isDangerous act={() => revoke(reason)}>
      <SelectField
        label={strings.reason}
        value={reason}
        onValue={(value) => setReason(reasons.find((one) => one === value) ?? reason)}
        options={reasons.map((one) => ({ value: one, label: strings.reasons[one] }))}
      />
    </ActDialog>
  );
}
