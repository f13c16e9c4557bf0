import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import './Dialog.css';
import { IconButton } from './Button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, the one that does it last. */
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'medium' | 'wide';
  /** Called on Enter in a field, and on Ctrl+Enter where a field takes several lines. */
  readonly onSubmit?: () => void;
}

/** A dialog over the window: takes the focus, gives it back, closes on Esc. Mounted while it is open. */
export function Dialog({ title, onClose, children, actions, width = 'medium', onSubmit }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // What is done in a dialog over this one comes by here as well, and is none of its business.
  const isOwn = (target: EventTarget) => target instanceof Element && target.closest('dialog') === dialog.current;
  // The browser's own submitting wants a button of its kind and knows nothing of several lines.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented || !onSubmit) return;
    const { target } = event;
    if (!isOwn(target)) return;
    const isLine = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    const isArea = target instanceof HTMLTextAreaElement && (event.ctrlKey || event.metaKey);
    if (!isLine && !isArea) return;
    event.preventDefault();
    onSubmit();
  };
  // Before the page is painted, and closed while it still stands in the page: only then does the browser give the focus
  // back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would choose the button that closes; one wants to type, or to choose, or to do what is asked.
    const wanted = [
      '.dialog-body :is(input:not([type="radio"]), textarea):not(:disabled)',
      '.dialog-body select:not(:disabled)',
      '.dialog-actions .button-primary:not(:disabled)',
      '.dialog-actions .button',
    ];
    for (const selector of wanted) {
      const first = element?.querySelector<HTMLElement>(selector);
      if (!first) continue;
      first.focus();
      break;
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${width}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (isOwn(event.target)) onClose();
      }}
    >
      <form
        className="dialog-form"
        method="dialog"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
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
