import type { z } from 'zod';
import { readsManuscripts } from '#shared/contract/command.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { CarriedKeyring, type CarriedPerson, carriedKeyring, takeCarried } from '#store/carriedKeyring.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { type OpenKeys, recoveryPublicKey } from '#store/keyring.ts';
import { noteKeyring } from '../accounts/keyringAge.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import type { BoundRoles } from '../accounts/roleStatement.ts';
import { rolesOf } from './foundRegister.ts';
import type { RegisterPart } from './registerPart.ts';

/** What of the keyring of another machine is to come into the one here. */
const CarriedKeys = CarriedKeyring.partial({ recovery: true });
export type CarriedKeys = z.infer<typeof CarriedKeys>;

/**
 * Entries that are new or have a new key, leave to read manuscripts that was given since to roles that read them, and new papers. By what
 * is signed here now: of an older register nothing comes back.
 */
export function carriedKeys(
  register: ReadableDatabase,
  keyring: string,
  part: RegisterPart,
  now: BoundRoles,
): CarriedKeys {
  const here = new Map(carriedKeyring(keyring).people.map((entry) => [entry.id, entry]));
  const people = part.keyring.people.flatMap((entry): CarriedPerson[] => {
    const person = selectPerson(register, entry.id);
    const newestKey = now.people.get(entry.id)?.publicKeys.at(-1);
    if (!person || person.leftAt !== undefined || newestKey !== entry.publicKey) return [];
    const known = here.get(entry.id);
    const readsContent =
      readsManuscripts(rolesOf(now, entry.id)) && (entry.readsContent || known?.readsContent === true);
    const isNewKey = known?.publicKey !== entry.publicKey;
    if (!isNewKey && known.readsContent === readsContent) return [];
    return [isNewKey ? { ...entry, readsContent } : { ...known, readsContent }];
  });
  const { recovery } = part.keyring;
  const isNewRecovery = now.recovery === recovery.publicKey && now.recovery !== recoveryPublicKey(keyring);
  return { people, ...(isNewRecovery ? { recovery } : {}) };
}

/** Who can read the manuscripts by it and could not before. */
export function newReaders(keyring: string, { people }: CarriedKeys): readonly string[] {
  const readers = new Set(carriedKeyring(keyring).people.flatMap(({ id, readsContent }) => (readsContent ? [id] : [])));
  return people.flatMap(({ id, readsContent }) => (readsContent && !readers.has(id) ? [id] : []));
}

/** They wait in the register, in the transaction that takes it over, until they are written. */
export function keepCarried(register: WritableDatabase, carried: CarriedKeys): void {
  if (carried.people.length === 0 && !carried.recovery) return;
  register.prepare('INSERT INTO carried_keys (one, entries) VALUES (1, ?)').run(canonicalJson(carried));
}

/**
 * Writes into the keyring what waits in the register. The register was changed before, so that a keyring which was not written is caught up
 * with here; every sign-in of somebody who reads manuscripts does it too.
 */
export function writeCarried(register: WritableDatabase, keyring: string, { registerKey, contentKey }: OpenKeys): void {
  const stored = register.prepare('SELECT entries FROM carried_keys').pluck().get() as string | undefined;
  if (stored === undefined || !contentKey) return;
  const { people, recovery } = CarriedKeys.parse(JSON.parse(stored));
  const here = new Map(carriedKeyring(keyring).people.map((entry) => [entry.id, entry]));
  const staying = people.flatMap((entry) => {
    const person = selectPerson(register, entry.id);
    if (!person || person.leftAt !== undefined) return [];
    // A password that was changed here stays as it is here.
    const known = here.get(entry.id);
    return known?.publicKey === entry.publicKey ? [{ ...known, readsContent: entry.readsContent }] : [entry];
  });
  register.transaction(() => {
    takeCarried(keyring, { registerKey, contentKey }, { people: staying, recovery });
    noteKeyring(register, keyring);
    register.prepare('DELETE FROM carried_keys').run();
  })();
}
