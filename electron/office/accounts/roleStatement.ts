import { z } from 'zod';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';
import { inOrder, isEarlier } from '#shared/issue/statementOrder.ts';
import { type Role, roles } from '#shared/workflow/issueWorkflow.ts';
import { roleConflict, type Staffing } from '#shared/workflow/roleSeparation.ts';
import { digestOfText } from '../digestOfText.ts';
import { joinedFault } from './joinedFault.ts';

const BoundPerson = z.strictObject({
  id: z.string().min(1),
  /** Under which the person signs; statements from before have none. */
  name: z.string().min(1).max(100).optional(),
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
  /**
   * `anew` goes on from the last statement that is proved and makes void what stands between; `joined` goes on from the ends
   * of both ways on which two machines have parted.
   */
  kind: z.enum(['all', 'admit', 'setRoles', 'leave', 'newKey', 'recovery', 'anew', 'joined']),
  /** Of the end of the other way, by `joined` alone. */
  settles: hash.optional(),
  inOrder,
  /** Those concerned, as they are from now on; everybody by `all` and `joined`. */
  people: z.array(BoundPerson),
  /** The key of the recovery papers in force. */
  recovery: publicKey.optional(),
  /** Keys that somebody wrote into the rows of the person concerned: from now on nobody's, and looked into. */
  refused: z.array(publicKey).min(1).optional(),
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

export function verifyRoles(statement: SignedRoles): boolean {
  return verifyWords('neikan-roles', statement);
}

export function signWitness(witness: z.infer<typeof RoleWitness>, privateKey: string): SignedWitness {
  return signWords('neikan-roles-seen', witness, privateKey);
}

export function verifyWitness(witness: SignedWitness): boolean {
  return verifyWords('neikan-roles-seen', witness);
}

/** SM3 of a signed statement. */
export function digestOf(statement: SignedRoles): string {
  return digestOfText(canonicalJson(statement));
}

/** What the statements say so far. */
export interface BoundRoles {
  readonly people: ReadonlyMap<string, BoundPerson>;
  /** Those of them whose leaving was signed. */
  readonly left: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
  readonly recovery: string | undefined;
  readonly number: number;
  readonly digest: string;
  /** When the last of them was signed; '' where nothing was. */
  readonly at: string;
  /** Whether any of them says that it and all after it are in order of time. */
  readonly inOrder: boolean;
}

export const nothingBound: BoundRoles = {
  people: new Map(),
  left: new Set(),
  refused: new Set(),
  recovery: undefined,
  number: 0,
  digest: '',
  at: '',
  inOrder: false,
};

/** The ends that a statement goes on from: one, or the two that are brought together. */
export function endsOf({ previous, settles }: Pick<RoleStatement, 'previous' | 'settles'>): readonly string[] {
  return settles === undefined ? [previous] : [previous, settles];
}

/**
 * What holds after a statement; undefined where it does not follow from those before: out of its order, not signed, or by
 * somebody who may not say so. `other` is what holds at the end of the other way that `joined` names, from whichever of the two it
 * is read. `isProved` spares the signature of one that was verified before.
 */
export function afterStatement(
  bound: BoundRoles,
  signed: SignedRoles,
  staffing: Staffing,
  { isProved = false, other }: { readonly isProved?: boolean; readonly other?: BoundRoles | undefined } = {},
): BoundRoles | undefined {
  if (!follows(bound, signed)) return undefined;
  if (!maySay(bound, signed, staffing, other)) return undefined;
  if (isAntedated(signed, [bound, other])) return undefined;
  if (!isProved && !verifyRoles(signed)) return undefined;
  const people = new Map(bound.people);
  for (const person of signed.people) {
    const name = person.name ?? bound.people.get(person.id)?.name;
    people.set(person.id, { ...person, ...(name === undefined ? {} : { name }) });
  }
  const leaving = signed.kind === 'leave' ? signed.people.map(({ id }) => id) : [];
  const given = new Set(signed.kind === 'joined' ? keysOf(signed.people) : []);
  const refused = [...bound.refused, ...(other?.refused ?? []), ...(signed.refused ?? [])];
  return {
    people,
    left: new Set([...bound.left, ...(other?.left ?? []), ...leaving]),
    // On one way a key can be unknown that was given on the other.
    refused: new Set(refused.filter((key) => !given.has(key))),
    recovery: signed.recovery ?? bound.recovery,
    number: signed.number,
    digest: digestOf(signed),
    at: signed.at,
    inOrder: signed.inOrder === true || bound.inOrder || other?.inOrder === true,
  };
}

/**
 * Whether a statement says that it was signed before one that it goes on from, so that somebody would have held since then what is given
 * by it. In a row of earlier programs it may be so, as the clock was set back.
 */
export function isAntedated(
  { at, inOrder: isInOrder, ...signed }: SignedRoles,
  ends: readonly (BoundRoles | undefined)[],
): boolean {
  const before = ends.flatMap((end) => (end && endsOf(signed).includes(end.digest) ? [end] : []));
  return before.some((end) => (isInOrder || end.inOrder) && isEarlier(at, end.at));
}

/** What `joined` goes on from is asked with all else that it says. */
function follows(bound: BoundRoles, { kind, number, previous, settles }: SignedRoles): boolean {
  if (kind === 'joined') return true;
  const isAnew = kind === 'anew' || kind === 'all';
  const isInOrder = isAnew ? number > bound.number : number === bound.number + 1;
  return isInOrder && settles === undefined && previous === bound.digest;
}

const keysOf = (people: Iterable<BoundPerson>) => [...people].flatMap(({ publicKeys }) => publicKeys);

function maySay(bound: BoundRoles, signed: SignedRoles, staffing: Staffing, other: BoundRoles | undefined): boolean {
  const { kind, people, recovery, refused = [], by, publicKey: key } = signed;
  const isBy = (role: Role, among: ReadonlyMap<string, BoundPerson> = bound.people) => {
    const signer = among.get(by);
    return signer?.roles.includes(role) === true && signer.publicKeys.includes(key);
  };
  const [person, ...others] = people;
  const before = person && bound.people.get(person.id);
  const isOne = person !== undefined && others.length === 0;
  const keepsKeys = canonicalJson(before?.publicKeys ?? []) === canonicalJson(person?.publicKeys ?? []);
  const isOfPapers = by === '' && bound.recovery === key;
  if (people.some(({ roles }) => roleConflict(roles, staffing))) return false;
  // A name that was signed stays.
  const isRenamed = ({ id, name }: BoundPerson) => {
    const known = bound.people.get(id)?.name;
    return known !== undefined && name !== undefined && name !== known;
  };
  if (people.some(isRenamed)) return false;
  if (refused.length > 0 && kind !== 'setRoles' && kind !== 'leave') return false;
  if (refused.some((one) => keysOf(bound.people.values()).includes(one))) return false;
  if (recovery !== undefined && kind !== 'all' && kind !== 'recovery' && kind !== 'joined') return false;
  switch (kind) {
    case 'all':
      return bound.number === 0 && isBy('securityAdministrator', new Map(people.map((one) => [one.id, one])));
    case 'admit':
      return (
        isOne &&
        before === undefined &&
        isBy('systemAdministrator') &&
        // Where the 三员 are apart, who sets up accounts makes nobody the one who gives rights.
        !(staffing === 'strict' && person.roles.includes('securityAdministrator'))
      );
    case 'setRoles':
      return isOne && before !== undefined && keepsKeys && isBy('securityAdministrator');
    case 'leave':
      return isOne && keepsKeys && person.roles.length === 0 && isBy('systemAdministrator');
    case 'newKey':
      return (
        isOne &&
        before !== undefined &&
        canonicalJson(before.roles) === canonicalJson(person.roles) &&
        canonicalJson(before.publicKeys) === canonicalJson(person.publicKeys.slice(0, -1)) &&
        isOfPapers
      );
    case 'recovery':
      return (
        people.length === 0 && recovery !== undefined && (isBy('systemAdministrator') || isBy('securityAdministrator'))
      );
    case 'anew':
      return people.length === 0 && bound.number > 0 && (isBy('securityAdministrator') || isOfPapers);
    case 'joined':
      return joinedFault(bound, other, signed, staffing) === undefined;
    default:
      return kind satisfies never;
  }
}
