import { useState } from 'react';
import { manuscripts as strings } from '../../strings/manuscripts.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface RejectDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Resolves to why it was refused; undefined once it is done. */
  readonly onReject: (reason: string) => Promise<string | undefined>;
}

/** 退稿 with its reason: one of the common ones, or typed. */
export function RejectDialog({ title, onClose, onReject }: RejectDialogProps) {
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = reason.trim() !== '';
  const reject = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    setRefused(await onReject(reason.trim()));
    setIsBusy(false);
  };
  return (
    <Dialog
      title={strings.rejectTitle}
      onClose={onClose}
      onSubmit={reject}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={reject}>
            {strings.reject}
          </Button>
        </>
      }
    >
      <p>{strings.rejectText(title)}</p>
      <TextArea label={strings.reason} value={reason} onValue={setReason} maxLength={5000} />
      <fieldset className="reject-reasons">
        <legend className="second small">{strings.commonReasons}</legend>
        {strings.reasons.map((common) => (
          <Button key={common} onClick={() => setReason(common)}>
            {common}
          </Button>
        ))}
      </fieldset>
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
