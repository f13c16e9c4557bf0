import { readsManuscripts } from '#shared/contract/command.ts';
import { keyringDigest, keyringPeople, removePerson, withdrawContentKey } from '#store/keyring.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { noteKeyring } from './keyringAge.ts';
import { selectPerson, storedRolesOf } from './peopleQueries.ts';

/**
 * Takes from the keyring what the register no longer grants: the entries of those who have left, and the content key of
 * those whose roles read nothing. Every sign-in does it too, for a change that was cut off between the two files.
 */
export function withdrawKeys(context: OfficeContext): void {
  const { register } = sessionOf(context);
  const { keyring } = context.environment.files;
  const before = keyringDigest(keyring);
  for (const { id, readsContent } of keyringPeople(keyring)) {
    const person = selectPerson(register, id);
    // An entry without a row is what an admission left that was cut off; the next one takes it over.
    if (!person) continue;
    if (person.leftAt !== undefined) removePerson(keyring, id);
    // By the rows, as ever: statements that were damaged take nobody's key.
    else if (readsContent && !readsManuscripts(storedRolesOf(register, id))) withdrawContentKey(keyring, id);
  }
  if (keyringDigest(keyring) !== before) noteKeyring(register, keyring);
}
