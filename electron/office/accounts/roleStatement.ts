import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';
import { type Role, roles } from '#shared/workflow/issueWorkflow.ts';

const BoundPerson = z.strictObject({
  id: z.string().min(1),
  roles: z.array(z.enum(roles)),
  /** Every key that was ever given to the person. */
  publicKeys: z.array(publicKey),
});
export type BoundPerson = z.infer<typeof BoundPerson>;

/** What an administrator declares by giving roles or keys, or a recovery paper by giving a new key. */
const RoleStatement = z.strictObject({
  number: z.int().min(1),
  /** Of the statement before; '' for the first. */
  previous: z.union([hash, z.literal('')]),
  kind: z.enum(['all', 'admit', 'setRoles', 'leave', 'newKey', 'recovery']),
  /** Those concerned, as they are from now on. */
  people: z.array(BoundPerson),
  /** The key of the recovery papers in force. */
  recovery: publicKey.optional(),
  /** Who signs; '' for the recovery papers. */
  by: z.string(),
  publicKey,
  at: z.iso.datetime({ offset: true }),
});
export type RoleStatement = z.infer<typeof RoleStatement>;

export const SignedRoles = RoleStatement.extend({ signature });
export type SignedRoles = z.infer<typeof SignedRoles>;

/** What one person has seen of the statements: the last of them, so that none of those before can be exchanged. */
const RoleWitness = z.strictObject({ person: z.string().min(1), number: z.int().min(1), digest: hash, publicKey });
export const SignedWitness = RoleWitness.extend({ signature });
export type SignedWitness = z.infer<typeof SignedWitness>;

export function signRoles(statement: RoleStatement, privateKey: string): SignedRoles {
  return signWords('neikan-roles', statement, privateKey);
}

export function signWitness(witness: z.infer<typeof RoleWitness>, privateKey: string): SignedWitness {
  return signWords('neikan-roles-seen', witness, privateKey);
}

export function verifyWitness(witness: SignedWitness): boolean {
  return verifyWords('neikan-roles-seen', witness);
}

/** SM3 of a signed statement. */
export function digestOf(statement: SignedRoles): string {
  return sm3(new TextEncoder().encode(canonicalJson(statement)));
}

/** What the statements say so far. */
export interface BoundRoles {
  readonly people: ReadonlyMap<string, BoundPerson>;
  readonly recovery: string | undefined;
  readonly number: number;
  readonly digest: string;
}

export const nothingBound: BoundRoles = { people: new Map(), recovery: undefined, number: 0, digest: '' };

/**
 * What holds after a statement; undefined where it does not follow from those before: out of its order, not signed, or by
 * somebody who may not say so. `isProved` spares the signature of one that was verified before.
 */
export function afterStatement(bound: BoundRoles, signed: SignedRoles, isProved = false): BoundRoles | undefined {
  if (signed.number !== bound.number + 1 || signed.previous !== bound.digest) return undefined;
  if (!isProved && !verifyWords('neikan-roles', signed)) return undefined;
  if (!maySay(bound, signed)) return undefined;
  const people = new Map(bound.people);
  for (const person of signed.people) people.set(person.id, person);
  const recovery = signed.recovery ?? bound.recovery;
  return { people, recovery, number: signed.number, digest: digestOf(signed) };
}

function maySay(bound: BoundRoles, { kind, people, recovery, by, publicKey: key }: SignedRoles): boolean {
  const isBy = (role: Role, among: ReadonlyMap<string, BoundPerson> = bound.people) => {
    const signer = among.get(by);
    return signer?.roles.includes(role) === true && signer.publicKeys.includes(key);
  };
  const [person, ...others] = people;
  const before = person && bound.people.get(person.id);
  const isOne = person !== undefined && others.length === 0;
  const keepsKeys =
    before !== undefined && canonicalJson(before.publicKeys) === canonicalJson(person?.publicKeys ?? []);
  switch (kind) {
    case 'all':
      return bound.number === 0 && isBy('securityAdministrator', new Map(people.map((one) => [one.id, one])));
    case 'admit':
      return isOne && before === undefined && recovery === undefined && isBy('systemAdministrator');
    case 'setRoles':
      return isOne && keepsKeys && recovery === undefined && isBy('securityAdministrator');
    case 'leave':
      return isOne && keepsKeys && person.roles.length === 0 && recovery === undefined && isBy('systemAdministrator');
    case 'newKey':
      return (
        isOne &&
        before !== undefined &&
        canonicalJson(before.roles) === canonicalJson(person.roles) &&
        canonicalJson(before.publicKeys) === canonicalJson(person.publicKeys.slice(0, -1)) &&
        recovery === undefined &&
        by === '' &&
        bound.recovery === key
      );
    case 'recovery':
      return (
        people.length === 0 && recovery !== undefined && (isBy('systemAdministrator') || isBy('securityAdministrator'))
      );
    default:
      return kind satisfies never;
  }
}
