import { type OutputApproval, outputApprovers } from '#shared/issue/outputApproval.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { tickets } from '../../strings/tickets.ts';
import { CheckField, SelectField } from '../../ui/Field.tsx';

export interface OutputApprovalFieldsProps {
  /** Absent where a publication asks for no tickets. */
  readonly value: OutputApproval | undefined;
  readonly isReadOnly: boolean;
  readonly onValue: (value: OutputApproval | undefined) => void;
}

/** Whether issues are printed and handed out only with a ticket, who gives it, and whether copies are marked. */
export function OutputApprovalFields({ value, isReadOnly, onValue }: OutputApprovalFieldsProps) {
  return (
    <>
      <CheckField
        label={tickets.setting}
        disabled={isReadOnly}
        isChecked={value !== undefined}
        onChecked={(isOn) => onValue(isOn ? { approver: 'signer', isStamped: false } : undefined)}
      />
      {value && (
        <>
          <SelectField
            label={tickets.approver}
            hint={tickets.approverHint}
            disabled={isReadOnly}
            value={value.approver ?? ''}
            onValue={(chosen) => {
              const approver = outputApprovers.find((role) => role === chosen);
              onValue({ isStamped: value.isStamped, ...(approver ? { approver } : {}) });
            }}
            options={[
              ...outputApprovers.map((role) => ({ value: role, label: roleNames[role] })),
              { value: '', label: tickets.noApprover },
            ]}
          />
          <CheckField
            label={tickets.stampSetting}
            disabled={isReadOnly}
            isChecked={value.isStamped}
            onChecked={(isStamped) => onValue({ ...value, isStamped })}
          />
        </>
      )}
    </>
  );
}
