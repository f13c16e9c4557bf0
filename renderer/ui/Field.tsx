import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import './Field.css';

interface FieldFrame {
  readonly label: string;
  /** What to enter and why, in a few words. */
  readonly hint?: ReactNode;
  /** What is wrong with what was entered. */
  readonly error?: string | undefined;
  /** The label is read out but not shown, where the place says it already. */
  readonly isLabelUnseen?: boolean;
}

function Frame({
  label,
  hint,
  error,
  isLabelUnseen,
  id,
  children,
}: FieldFrame & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="field">
      <label className={isLabelUnseen ? 'unseen' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      {children}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, { hint, error }: FieldFrame) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined } as const;
}

type Plain<Attributes> = Omit<Attributes, 'className' | 'id' | 'onChange' | 'value'>;

export interface TextFieldProps extends FieldFrame, Plain<InputHTMLAttributes<HTMLInputElement>> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text, a password, a number or a day, by `type`. */
export function TextField({ label, hint, error, isLabelUnseen, value, onValue, ...rest }: TextFieldProps) {
  const id = useId();
  const frame = { label, hint, error, ...(isLabelUnseen ? { isLabelUnseen } : {}) };
  return (
    <Frame {...frame} id={id}>
      <input
        id={id}
        className="field-input"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        {...described(id, frame)}
        {...rest}
      />
    </Frame>
  );
}

export interface TextAreaProps extends FieldFrame, Plain<TextareaHTMLAttributes<HTMLTextAreaElement>> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, hint, error, isLabelUnseen, value, onValue, rows = 3, ...rest }: TextAreaProps) {
  const id = useId();
  const frame = { label, hint, error, ...(isLabelUnseen ? { isLabelUnseen } : {}) };
  return (
    <Frame {...frame} id={id}>
      <textarea
        id={id}
        className="field-input field-area"
        autoComplete="off"
        spellCheck={false}
        rows={rows}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        {...described(id, frame)}
        {...rest}
      />
    </Frame>
  );
}

export interface SelectFieldProps extends FieldFrame, Plain<SelectHTMLAttributes<HTMLSelectElement>> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string; readonly isDisabled?: boolean }[];
}

export function SelectField({ label, hint, error, isLabelUnseen, value, onValue, options, ...rest }: SelectFieldProps) {
  const id = useId();
  const frame = { label, hint, error, ...(isLabelUnseen ? { isLabelUnseen } : {}) };
  return (
    <Frame {...frame} id={id}>
      <select
        id={id}
        className="field-input"
        value={value}
        onChange={(event) => onValue(event.target.value)}
        {...described(id, frame)}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export interface CheckFieldProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChecked: (isChecked: boolean) => void;
  readonly disabled?: boolean;
}

export function CheckField({ label, isChecked, onChecked, disabled }: CheckFieldProps) {
  return (
    <label className="field-check">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={disabled}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
