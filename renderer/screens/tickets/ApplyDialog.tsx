import { useState } from 'react';
import type { OutputTicket } from '#shared/contract/ticketCommands.ts';
import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import { type OutputForm, outputFormNames } from '#shared/issue/outputApproval.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { tickets } from '../../strings/tickets.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { readCopiesTyped } from '../print/printPlan.ts';

export interface ApplyDialogProps {
  readonly issueId: string;
  /** To be applied for is the volume whose last issue is named. */
  readonly volume?: WantedVolume | undefined;
  readonly approverRole: OutputTicket['approverRole'];
  /** What may be chosen; the first is what was wanted. */
  readonly forms: readonly OutputForm[];
  readonly copies?: number;
  readonly onClose: () => void;
}

/** 申请输出票: in which form, how many copies, and what for. */
export function ApplyDialog({ issueId, volume, approverRole, forms, copies = 1, onClose }: ApplyDialogProps) {
  const [form, setForm] = useState<OutputForm>(forms[0] ?? 'print');
  const [purpose, setPurpose] = useState('');
  const [typed, setTyped] = useState(String(copies));
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const count = readCopiesTyped(typed);
  const isReady = count !== undefined && purpose.trim() !== '';
  const send = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.applyForOutput({
      issueId,
      form,
      purpose,
      copies: count,
      ...(volume ? { volume } : {}),
    });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', tickets.sent(answer.value.number, answer.value.state === 'approved'));
    onClose();
  };
  return (
    <Dialog
      title={tickets.apply}
      width="narrow"
      onClose={onClose}
      onSubmit={send}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={send}>
            {tickets.send}
          </Button>
        </>
      }
    >
      <p className="second">{tickets.applyHint(approverRole && roleNames[approverRole])}</p>
      <TextArea
        label={tickets.purpose}
        hint={tickets.purposeHint}
        rows={2}
        maxLength={500}
        value={purpose}
        onValue={setPurpose}
      />
      {forms.length > 1 && (
        <SelectField
          label={tickets.form}
          value={form}
          onValue={(value) => setForm(value as OutputForm)}
          options={forms.map((value) => ({ value, label: outputFormNames[value] }))}
        />
      )}
      <TextField
        label={tickets.copies}
        inputMode="numeric"
        value={typed}
        error={count === undefined ? tickets.copiesWrong : undefined}
        onValue={setTyped}
      />
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
