import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { notBefore } from '#shared/issue/statementOrder.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { rolesAt } from '../audit/rolesAt.ts';
import { OfficeError } from '../officeError.ts';
import type { PartedRoles } from './partedRoles.ts';
import { selectPeople, storedRolesOf } from './peopleQueries.ts';
import { provedRoles, unsignedKeys } from './provedRoles.ts';
import { broken, gone } from './roleAlerts.ts';
import {
  afterStatement,
  type BoundPerson,
  type BoundRoles,
  type RoleStatement,
  type SignedRoles,
  signRoles,
} from './roleStatement.ts';
import { staffingOf } from './staffingOf.ts';

/** Whose key signs; the recovery papers have no id. */
export interface RoleSigner {
  readonly personId: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

type Said =
  | { readonly kind: 'admit' | 'setRoles' | 'leave'; readonly personId: string }
  | { readonly kind: 'newKey'; readonly personId: string; readonly newKey: string }
  | { readonly kind: 'recovery'; readonly recovery: string };

/**
 * Signs what was changed, in the transaction that has changed it: the roles as the register holds them now, the keys that
 * were signed for before, and no other. Throws forbidden where that does not follow from the statements before.
 */
export function bindRoles(
  register: WritableDatabase,
  { personId: by, publicKey, privateKey }: RoleSigner,
  said: Said,
  at: string,
): void {
  const { bound, brokenAt, lastNumber } = provedRoles(register);
  if (bound.number === 0) {
    // An office from before: the security administrator's next sign-in signs all of it at once.
    if ((lastNumber === 0 && boundSince(register) === undefined) || said.kind === 'newKey') return;
    throw new OfficeError('forbidden', `${gone}安全保密管理员调整一次岗位，才能办理别的。`);
  }
  if (brokenAt !== undefined) throw new OfficeError('forbidden', `${broken(brokenAt)}在此以前不能办理。`);
  const statement: RoleStatement = {
    number: bound.number + 1,
    previous: bound.digest,
    kind: said.kind,
    ...(said.kind === 'recovery' ? { people: [], recovery: said.recovery } : concerned(register, bound, said)),
    by,
    publicKey,
    at: notBefore(at, bound.at),
    inOrder: true,
  };
  const signed = signRoles(statement, privateKey);
  if (!afterStatement(bound, signed, staffingOf(register))) {
    throw new OfficeError('forbidden', '按登记库中已签名的岗位和钥匙，不能这样办理，没有改动。请审计员核对岗位。');
  }
  insertStatement(register, signed);
}

/** Of whom a statement is, with the keys that were signed for; keys that stand in the rows besides are refused with it. */
function concerned(
  register: ReadableDatabase,
  bound: BoundRoles,
  said: Exclude<Said, { readonly kind: 'recovery' }>,
): Pick<RoleStatement, 'people' | 'refused'> {
  const id = said.personId;
  const row = peopleOf(register).find((person) => person.id === id) ?? { id, roles: [], publicKeys: [] };
  const { name: signedName, roles: before = [], publicKeys = [] } = bound.people.get(id) ?? {};
  // A name that nobody has signed yet is signed with the next statement of an administrator about the person.
  const name = signedName ?? row.name;
  const named = name === undefined ? {} : { name };
  const refused = unsignedKeys(bound, row);
  const refusing = refused.length > 0 ? { refused: [...refused] } : {};
  switch (said.kind) {
    case 'admit':
      return { people: [row] };
    case 'newKey':
      return { people: [{ id, roles: before, publicKeys: [...publicKeys, said.newKey] }] };
    case 'setRoles':
      return { people: [{ id, ...named, roles: row.roles, publicKeys }], ...refusing };
    case 'leave':
      return { people: [{ id, ...named, roles: [], publicKeys }], ...refusing };
    default:
      return said satisfies never;
  }
}

function insertStatement(register: WritableDatabase, signed: SignedRoles): void {
  register
    .prepare('INSERT INTO role_statements (number, statement) VALUES (?, ?)')
    .run(signed.number, canonicalJson(signed));
}

/** Signs everybody's roles and keys as the register holds them: the first statement of an office. */
export function bindAll(
  register: WritableDatabase,
  { personId: by, publicKey, privateKey }: RoleSigner,
  recovery: string,
  at: string,
  people: readonly BoundPerson[] = peopleOf(register),
): void {
  const statement: RoleStatement = {
    number: provedRoles(register).lastNumber + 1,
    previous: '',
    kind: 'all',
    people: [...people],
    recovery,
    by,
    publicKey,
    at,
    inOrder: true,
  };
  insertStatement(register, signRoles(statement, privateKey));
}

/** Throws forbidden where a new key of this person could not be signed with these papers: before anything is changed. */
export function requireRenewable(register: ReadableDatabase, personId: string, papersKey: string): void {
  const { bound } = provedRoles(register);
  if (bound.number === 0 || (bound.recovery === papersKey && bound.people.has(personId))) return;
  throw new OfficeError('forbidden', '按登记库中已签名的岗位和钥匙，不能重设这个口令，没有改动。请审计员核对。');
}

/**
 * Goes on from what is proved where the statements are broken, or begins anew where they are gone, by the security
 * administrator or the papers; undefined where there is nothing to mend. What it answers goes on record.
 */
export function mendStatements(
  register: WritableDatabase,
  { personId: by, publicKey, privateKey }: RoleSigner,
  recovery: string,
  at: string,
): { readonly brokenAt: number } | { readonly people: number; readonly first: string } | undefined {
  const { bound, brokenAt, lastNumber } = provedRoles(register);
  if (bound.number === 0) {
    if (by === '' || (lastNumber === 0 && boundSince(register) === undefined)) return undefined;
    const people = recordedPeople(register);
    bindAll(register, { personId: by, publicKey, privateKey }, recovery, at, people);
    return { people: people.length, first: provedRoles(register).bound.digest };
  }
  if (brokenAt === undefined) return undefined;
  const statement: RoleStatement = {
    number: lastNumber + 1,
    previous: bound.digest,
    kind: 'anew',
    people: [],
    by,
    publicKey,
    at: notBefore(at, bound.at),
    inOrder: true,
  };
  const signed = signRoles(statement, privateKey);
  if (!afterStatement(bound, signed, staffingOf(register))) return undefined;
  insertStatement(register, signed);
  return { brokenAt };
}

/** Brings both ways together by what was decided of each person; nothing is put in yet. */
export function signJoined(
  { here, there }: Pick<PartedRoles, 'here' | 'there'>,
  state: Pick<RoleStatement, 'people' | 'recovery'>,
  { personId: by, publicKey, privateKey }: RoleSigner,
  at: string,
): SignedRoles {
  const statement: RoleStatement = {
    number: Math.max(here.number, there.number) + 1,
    previous: here.digest,
    settles: there.digest,
    kind: 'joined',
    ...state,
    by,
    publicKey,
    at: notBefore(at, here.at, there.at),
    inOrder: true,
  };
  return signRoles(statement, privateKey);
}

/** Everybody as the rows of the register say. */
export function peopleOf(register: ReadableDatabase): readonly BoundPerson[] {
  const keys = register.prepare('SELECT public_key FROM person_keys WHERE person_id = ? ORDER BY rowid').pluck();
  return selectPeople(register).map(({ id, name }) => ({
    id,
    name,
    roles: [...storedRolesOf(register, id)].sort(),
    publicKeys: keys.all(id) as string[],
  }));
}

/** The same with those roles alone of which the audit tells too, where it tells of any. */
export function recordedPeople(register: ReadableDatabase): readonly BoundPerson[] {
  const end = Number.MAX_SAFE_INTEGER;
  const people = peopleOf(register).map((person) => ({ ...person, recorded: rolesAt(register, person.id, end) }));
  // The first programs did not write down whom an office was founded with.
  if (people.every(({ recorded }) => recorded.length === 0)) return peopleOf(register);
  return people.map(({ recorded, ...person }) => ({
    ...person,
    roles: person.roles.filter((role) => recorded.includes(role)),
  }));
}

/** From which row of the audit on there have to be statements; undefined in an office from before. */
export function boundSince(register: ReadableDatabase): number | undefined {
  return register
    .prepare(
      `SELECT sequence FROM ${registerAudit.table}
       WHERE action = 'signRoles' OR (action IN ('foundOffice', 'joinOffice') AND json_extract(details, '$.rolesSigned') IS NOT NULL)
       ORDER BY sequence LIMIT 1`,
    )
    .pluck()
    .get() as number | undefined;
}
