import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type BaseKeys, encryptKey, personContext } from './keyring.ts';
import {
  type KeyringFile,
  type KeyringPerson,
  keyringPerson,
  keyringRecovery,
  newKeyringFile,
  readKeyringFile,
  writeKeyringFile,
} from './keyringFile.ts';
import { unwrapSecret } from './wrappedSecret.ts';

/**
 * The keyring as it goes to another machine of the office: everybody's key pair as the own password wraps it, and no key of a
 * base. Each machine has base keys of its own and encrypts them to the public keys.
 */
export const CarriedKeyring = z.strictObject({
  people: z.array(
    keyringPerson.pick({ id: true, publicKey: true, privateKey: true }).extend({ readsContent: z.boolean() }),
  ),
  recovery: keyringRecovery.pick({ publicKey: true, privateKey: true, kind: true }),
});
export type CarriedKeyring = z.infer<typeof CarriedKeyring>;
export type CarriedPerson = CarriedKeyring['people'][number];

export function carriedKeyring(file: string): CarriedKeyring {
  const { people, recovery } = readKeyringFile(file);
  return {
    people: people.map(({ id, publicKey, privateKey, contentKey }) => ({
      id,
      publicKey,
      privateKey,
      readsContent: contentKey !== undefined,
    })),
    recovery: {
      publicKey: recovery.publicKey,
      privateKey: recovery.privateKey,
      ...(recovery.kind === undefined ? {} : { kind: recovery.kind }),
    },
  };
}

/** Makes the keyring of a new machine with base keys of its own; nobody's password is needed for it. */
export function createCarriedKeyring(file: string, carried: CarriedKeyring): Required<BaseKeys> {
  const keys = { registerKey: new Uint8Array(randomBytes(32)), contentKey: new Uint8Array(randomBytes(32)) };
  const people = carried.people.map((person) => entryOf(person, keys));
  writeKeyringFile(file, newKeyringFile(people, recoveryOf(carried.recovery, keys)));
  return keys;
}

/** The person's private key, hex; undefined where the password is not the one that wraps it. */
export async function openCarried(
  { id, publicKey, privateKey }: CarriedPerson,
  password: string,
): Promise<string | undefined> {
  const secret = await unwrapSecret(privateKey, password, personContext(id, publicKey));
  return secret && Buffer.from(secret).toString('hex');
}

/** Puts entries of another machine in, in one writing, and gives back what takes them out again. */
export function takeCarried(
  file: string,
  keys: Required<BaseKeys>,
  {
    people,
    recovery,
  }: { readonly people: readonly CarriedPerson[]; readonly recovery?: CarriedKeyring['recovery'] | undefined },
): () => void {
  const before = readKeyringFile(file);
  const taken = people.map((person) => entryOf(person, keys));
  const kept = before.people.map((entry) => taken.find(({ id }) => id === entry.id) ?? entry);
  const added = taken.filter(({ id }) => !before.people.some((entry) => entry.id === id));
  writeKeyringFile(file, {
    ...before,
    people: [...kept, ...added],
    ...(recovery ? { recovery: recoveryOf(recovery, keys) } : {}),
  });
  return () => writeKeyringFile(file, before);
}

function entryOf({ readsContent, ...person }: CarriedPerson, keys: Required<BaseKeys>): KeyringPerson {
  return {
    ...person,
    registerKey: encryptKey(keys.registerKey, person.publicKey),
    ...(readsContent ? { contentKey: encryptKey(keys.contentKey, person.publicKey) } : {}),
  };
}

function recoveryOf(recovery: CarriedKeyring['recovery'], keys: Required<BaseKeys>): KeyringFile['recovery'] {
  return {
    ...recovery,
    registerKey: encryptKey(keys.registerKey, recovery.publicKey),
    contentKey: encryptKey(keys.contentKey, recovery.publicKey),
  };
}
