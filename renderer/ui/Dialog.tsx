import { type ReactNode, useEffect, useId, useRef } from 'react';
import './Dialog.css';
import { IconButton } from './Button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, the one that does it last. */
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'medium' | 'wide';
  /** Called on Enter in a field; the dialog is a form then. */
  readonly onSubmit?: () => void;
}

/** A dialog over the window: takes the focus, gives it back, closes on Esc. Mounted while it is open. */
export function Dialog({ title, onClose, children, actions, width = 'medium', onSubmit }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would choose the button that closes; one wants to type, or to do what is asked.
    const first = '.dialog-body :is(input, textarea, select):not(:disabled), .dialog-actions .button-primary';
    element?.querySelector<HTMLElement>(first)?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${width}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form
        className="dialog-form"
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton label="关闭" icon="close" onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {actions && <footer className="dialog-actions">{actions}</footer>}
      </form>
    </dialog>
  );
}
