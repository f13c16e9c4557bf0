import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { copiesTyped } from './makeUp.ts';

/** 登记印发: how many copies were printed in the end. */
export function RegisterPrintingDialog({
  issue,
  onClose,
}: {
  readonly issue: WholeIssue;
  readonly onClose: () => void;
}) {
  const [copies, setCopies] = useState(String(issue.document.copies ?? ''));
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const register = async () => {
    if (copies === '') return;
    const answer = await office.registerPrinting({ id: issue.summary.id, copies: Number(copies), note });
    if (!answer.ok) return setRefusal(answer);
    announce('ok', issues.printed);
    onClose();
  };
  return (
    <Dialog
      title={issues.print}
      width="narrow"
      onClose={onClose}
      onSubmit={register}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={copies === ''} onClick={register}>
            {issues.print}
          </Button>
        </>
      }
    >
      <p>{issues.printText}</p>
      <TextField
        label={issues.printCopies}
        inputMode="numeric"
        value={copies}
        onValue={(value) => setCopies(copiesTyped(value))}
      />
      <TextArea label={issues.printNote} maxLength={1000} value={note} onValue={setNote} />
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
