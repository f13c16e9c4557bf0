import type { ButtonHTMLAttributes, Ref } from 'react';
import './Button.css';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** One primary action a screen; danger for what cannot be undone; quiet inside lines of text and lists. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** Shown while the work it started is under way; the button does not take a second press. */
  readonly isBusy?: boolean;
  /** Shown after the words, such as Ctrl+S. */
  readonly keys?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. While it is busy it keeps the focus, so that the keyboard is where it was when the work is done. */
export function Button({
  kind = 'plain',
  icon,
  isBusy = false,
  keys,
  children,
  disabled,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={`button button-${kind}`}
      aria-busy={isBusy}
      aria-disabled={isBusy || undefined}
      disabled={disabled}
      title={keys}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {isBusy ? <span className="button-wheel" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button that shows only a picture; `label` is read out and shown on hovering. */
export function IconButton({
  label,
  icon,
  ...rest
}: ButtonProps & { readonly label: string; readonly icon: IconName }) {
  return <Button kind="quiet" icon={icon} aria-label={label} title={label} {...rest} />;
}
