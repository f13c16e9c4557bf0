import { accounts } from '../strings/accounts.ts';
import { TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { OwnPassword } from './useOwnPassword.ts';

export interface OwnPasswordFieldsProps {
  readonly form: OwnPassword;
  /** What the password that holds until now is called. */
  readonly oldLabel: string;
}

/** The old password, the new one twice, and why it was refused. */
export function OwnPasswordFields({ form, oldLabel }: OwnPasswordFieldsProps) {
  const { password, next, again, refused } = form;
  return (
    <>
      <TextField label={oldLabel} type="password" autoFocus value={password} onValue={form.setPassword} />
      <TextField
        label={accounts.newPassword}
        type="password"
        hint={accounts.passwordHint}
        value={next}
        onValue={form.setNext}
      />
      <TextField
        label={accounts.repeatPassword}
        type="password"
        error={again !== '' && again !== next ? accounts.differs : undefined}
        value={again}
        onValue={form.setAgain}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </>
  );
}
