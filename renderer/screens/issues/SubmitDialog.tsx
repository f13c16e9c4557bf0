import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** 送审, with an opinion where the editor has one; a refusal stays in the dialog with what is missing. */
export function SubmitDialog({ issue, onClose }: { readonly issue: WholeIssue; readonly onClose: () => void }) {
  const [opinion, setOpinion] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const submit = async () => {
    if (isBusy) return;
    setIsBusy(true);
    const answer = await office.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash, opinion });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', issues.submitted);
    onClose();
  };
  return (
    <Dialog
      title={issues.submitTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={submit}>
            {issues.submit}
          </Button>
        </>
      }
    >
      <p>{issues.submitText(issue.document.articles.length)}</p>
      <TextArea label={issues.opinion} maxLength={5000} value={opinion} onValue={setOpinion} />
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
