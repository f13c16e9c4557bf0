import { passwordWeakness } from '#shared/workflow/passwordWeakness.ts';
import { OfficeError } from '../officeError.ts';

/** Throws weakPassword for what is guessed first. */
export function requireStrongPassword(password: string, personId: string): void {
  const weakness = passwordWeakness(password, personId);
  if (weakness !== undefined) throw new OfficeError('weakPassword', weakness);
}
