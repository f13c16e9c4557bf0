import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, type DialogProps } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';

export interface ActDialogProps<Value> extends Pick<DialogProps, 'title' | 'width' | 'onClose'> {
  /** What it does, above what is to be decided. */
  readonly text: ReactNode;
  readonly verb: string;
  /** It is never done by Enter alone. */
  readonly isDangerous?: boolean;
  readonly isReady?: boolean;
  readonly act: () => Promise<Answer<Value>>;
  /** Once it is done; the dialog has been closed. */
  readonly onDone: (value: Value) => void;
  readonly children?: ReactNode | ((isBusy: boolean) => ReactNode);
}

/** Asks the office for one thing: stays open and says why where it is refused, and cannot be left while it is under way. */
export function ActDialog<Value>(props: ActDialogProps<Value>) {
  const { title, width, text, verb, isDangerous = false, isReady = true, act, onDone, onClose, children } = props;
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await act();
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    onClose();
    onDone(answer.value);
  };
  return (
    <Dialog
      title={title}
      {...(width ? { width } : {})}
      onClose={() => !isBusy && onClose()}
      {...(isDangerous ? {} : { onSubmit: submit })}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind={isDangerous ? 'danger' : 'primary'} disabled={!isReady} isBusy={isBusy} onClick={submit}>
            {verb}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {typeof children === 'function' ? children(isBusy) : children}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
