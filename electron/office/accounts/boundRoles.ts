import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { notBefore } from '#shared/issue/statementOrder.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { rolesAt } from '../audit/rolesAt.ts';
import { OfficeError } from '../officeError.ts';
import type { PartedRoles } from './partedRoles.ts';
import { selectPeople, storedRolesOf } from './peopleQueries.ts';
import { digestAt, type ProvedRoles, provedRoles, unsignedKeys } from './provedRoles.ts';
import {
  afterStatement,
  type BoundPerson,
  type BoundRoles,
  type RoleStatement,
  type SignedRoles,
  SignedWitness,
  signRoles,
  signWitness,
  verifyWitness,
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
function peopleOf(register: ReadableDatabase): readonly BoundPerson[] {
  const keys = register.prepare('SELECT public_key FROM person_keys WHERE person_id = ? ORDER BY rowid').pluck();
  return selectPeople(register).map(({ id, name }) => ({
    id,
    name,
    roles: [...storedRolesOf(register, id)].sort(),
    publicKeys: keys.all(id) as string[],
  }));
}

/** The same with those roles alone of which the audit tells too, where it tells of any. */
function recordedPeople(register: ReadableDatabase): readonly BoundPerson[] {
  const end = Number.MAX_SAFE_INTEGER;
  const people = peopleOf(register).map((person) => ({ ...person, recorded: rolesAt(register, person.id, end) }));
  // The first programs did not write down whom an office was founded with.
  if (people.every(({ recorded }) => recorded.length === 0)) return peopleOf(register);
  return people.map(({ recorded, ...person }) => ({
    ...person,
    roles: person.roles.filter((role) => recorded.includes(role)),
  }));
}

export interface SeenRoles {
  /** What somebody should look into; Chinese sentences. */
  readonly alerts: readonly string[];
  /** What was signed at this sign-in, to be looked through. */
  readonly notices: readonly string[];
  /** Those of the rows that are signed for; all of them only where nothing was ever signed. */
  readonly roles: readonly Role[];
  /** The number of the statement that the person has witnessed now. */
  readonly witnessed?: number;
}

/** Who sees to an office whose statements nobody can trust; nothing is edited or signed in it meanwhile. */
const administrators: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];

/**
 * At a sign-in: holds the rows of the register against the signed statements, and these against what the person saw of
 * them last, which the person's own key has signed. What is whole is witnessed anew. The first sign-in of the security
 * administrator of an office from before signs what is there.
 */
export function seeRoles(
  register: WritableDatabase,
  signer: RoleSigner,
  { roles, recovery, at }: { readonly roles: readonly Role[]; readonly recovery: string; readonly at: string },
): SeenRoles {
  const witness = witnessOf(register, signer);
  const notices: string[] = [];
  const { bound: before, lastNumber } = provedRoles(register);
  if (before.number === 0) {
    if (lastNumber > 0 || boundSince(register) !== undefined || witness) {
      const recorded = rolesAt(register, signer.personId, Number.MAX_SAFE_INTEGER);
      const left = roles.filter((role) => administrators.includes(role) && recorded.includes(role));
      return { alerts: [gone], notices, roles: left };
    }
    if (!roles.includes('securityAdministrator')) return { alerts: [], notices, roles };
    const people = recordedPeople(register);
    bindAll(register, signer, recovery, at, people);
    const entry = { at, person: signer.personId, action: 'signRoles', subject: 'office' };
    appendAudit(register, registerAudit, { ...entry, details: { people: people.length } });
    notices.push(firstSigned(register, people));
  }
  const proved = provedRoles(register);
  const { bound, brokenAt } = proved;
  const person = bound.people.get(signer.personId);
  // Whoever put another key into the rows of somebody has none of the roles of that one.
  const own = person?.publicKeys.includes(signer.publicKey) ? person.roles : [];
  const signed = roles.filter((role) => own.includes(role));
  const isExchanged = witness
    ? digestAt(proved, witness.number) !== witness.digest
    : hasSignedInSince(register, signer);
  const signedAnew = isExchanged ? signedAnewBy(register, proved) : undefined;
  if (isExchanged && signedAnew === undefined) {
    const alerts = [brokenAt === undefined ? exchanged : broken(brokenAt)];
    return { alerts, notices, roles: signed.filter((role) => administrators.includes(role)) };
  }
  const amiss = [...(brokenAt === undefined ? [] : [broken(brokenAt)]), ...differences(register, bound)];
  const alerts = signedAnew === undefined ? amiss : [begunAnew(signedAnew), ...amiss];
  if (amiss.length > 0) return { alerts, notices, roles: signed };
  if (signed.includes('securityAdministrator')) notices.push(...signNames(register, signer, bound, at));
  const { bound: seen } = provedRoles(register);
  keepWitness(register, signer, seen);
  return { alerts, notices, roles: signed, witnessed: seen.number };
}

/**
 * Signs the names that stand in the rows and that no statement bears, as those from before names were signed; on the machine on which the
 * office was founded alone, so that two machines do not go apart by it. Returns who is to be looked through.
 */
function signNames(register: WritableDatabase, signer: RoleSigner, bound: BoundRoles, at: string): readonly string[] {
  const nameless = selectPeople(register).filter(({ id }) => {
    const person = bound.people.get(id);
    return person !== undefined && person.name === undefined;
  });
  const hasJoined = register.prepare(`SELECT 1 FROM ${registerAudit.table} WHERE action = 'joinOffice'`).get();
  if (nameless.length === 0 || hasJoined !== undefined) return [];
  // Their roles and keys stay as they are.
  for (const { id: personId } of nameless) bindRoles(register, signer, { kind: 'setRoles', personId }, at);
  const entry = { at, person: signer.personId, action: 'signNames', subject: 'office' };
  appendAudit(register, registerAudit, { ...entry, details: { people: nameless.length } });
  return [namesSigned(nameless)];
}

/** Who has signed everything anew after the statements were gone, on record; undefined where nobody has. */
function signedAnewBy(register: ReadableDatabase, { states }: ProvedRoles): string | undefined {
  return register
    .prepare(
      `SELECT people.name FROM ${registerAudit.table} AS told JOIN people ON people.id = told.person
       WHERE action = 'signRoles' AND json_extract(details, '$.first') = ?`,
    )
    .pluck()
    .get(states[0]?.bound.digest ?? '') as string | undefined;
}

/** Spares the signatures that the person has verified before; to be asked first of all at a sign-in. */
export function trustWitnessed(register: ReadableDatabase, signer: RoleSigner): void {
  provedRoles(register, witnessOf(register, signer));
}

/** What the person signed at the last sign-in with this key. */
function witnessOf(
  register: ReadableDatabase,
  { personId, publicKey }: RoleSigner,
): Pick<SignedWitness, 'number' | 'digest'> | undefined {
  const stored = register.prepare('SELECT statement FROM role_witnesses WHERE person_id = ?').pluck().get(personId);
  const read = stored === undefined ? undefined : SignedWitness.safeParse(JSON.parse(String(stored)));
  if (!read?.success) return undefined;
  const isOwn = read.data.person === personId && read.data.publicKey === publicKey && verifyWitness(read.data);
  return isOwn ? read.data : undefined;
}

function keepWitness(register: WritableDatabase, { personId, publicKey, privateKey }: RoleSigner, bound: BoundRoles) {
  const { number, digest } = bound;
  const statement = signWitness({ person: personId, number, digest, publicKey }, privateKey);
  register
    .prepare(
      `INSERT INTO role_witnesses (person_id, statement) VALUES (?, ?)
       ON CONFLICT (person_id) DO UPDATE SET statement = excluded.statement`,
    )
    .run(personId, canonicalJson(statement));
}

/** Whether the audit tells of a sign-in with this key since there are statements: it would have left its witness. */
function hasSignedInSince(register: ReadableDatabase, { personId, publicKey }: RoleSigner): boolean {
  const since = boundSince(register);
  if (since === undefined) return false;
  const row = register
    .prepare(
      `SELECT 1 FROM ${registerAudit.table} WHERE action = 'signIn' AND person = @personId AND sequence > @since
         AND at > (SELECT given_at FROM person_keys WHERE public_key = @publicKey)
         AND (json_extract(details, '$.rolesSeen') IS NOT NULL OR json_extract(details, '$.alerts') IS NULL)`,
    )
    .get({ personId, publicKey, since });
  return row !== undefined;
}

/** From which row of the audit on there have to be statements; undefined in an office from before. */
function boundSince(register: ReadableDatabase): number | undefined {
  return register
    .prepare(
      `SELECT sequence FROM ${registerAudit.table}
       WHERE action = 'signRoles' OR (action IN ('foundOffice', 'joinOffice') AND json_extract(details, '$.rolesSigned') IS NOT NULL)
       ORDER BY sequence LIMIT 1`,
    )
    .pluck()
    .get() as number | undefined;
}

/** Roles and keys in the rows that nobody has signed for, and signed ones that are not there. */
function differences(register: ReadableDatabase, bound: BoundRoles): readonly string[] {
  const names = new Map(selectPeople(register).map(({ id, name }) => [id, name]));
  const rows = new Map(peopleOf(register).map((person) => [person.id, person]));
  return [...new Set([...rows.keys(), ...bound.people.keys()])].flatMap((id) => {
    const name = names.get(id) ?? id;
    const held = rows.get(id);
    const signed = bound.people.get(id);
    const more = (held?.roles ?? []).filter((role) => !signed?.roles.includes(role));
    const fewer = (signed?.roles ?? []).filter((role) => !held?.roles.includes(role));
    const keys = held ? unsignedKeys(bound, held) : [];
    const lost = (signed?.publicKeys ?? []).filter((key) => !held?.publicKeys.includes(key));
    return [
      ...(more.length > 0 ? [unsigned(name, more)] : []),
      ...(fewer.length > 0 ? [taken(name, fewer)] : []),
      ...(keys.length > 0 ? [unsignedKey(name)] : []),
      ...(lost.length > 0 ? [lostKey(name)] : []),
      ...(signed?.name !== undefined && signed.name !== name ? [otherName(id, name, signed.name)] : []),
    ];
  });
}

const words = (roles: readonly Role[]) => roles.map((role) => roleNames[role]).join('、');

const otherName = (id: string, name: string, signed: string) =>
  `登记库中登录名“${id}”的姓名是“${name}”，管理员签名的是“${signed}”，可能是绕过本程序改的。请审计员核对。`;

const unsigned = (name: string, roles: readonly Role[]) =>
  `登记库中${name}的岗位“${words(roles)}”没有管理员的签名，可能是绕过本程序加上的，登录时不算数。请审计员核对，再由安全保密管理员重新调整岗位。`;

const taken = (name: string, roles: readonly Role[]) =>
  `登记库中${name}的岗位“${words(roles)}”不见了，可能是绕过本程序去掉的。请审计员核对，再由安全保密管理员重新调整岗位。`;

const unsignedKey = (name: string) =>
  `登记库中${name}有一把没有签名的钥匙，可能是绕过本程序加上的，用它签的不算数。请审计员核对，再由安全保密管理员为${name}调整一次岗位，把这把钥匙作废。`;

const lostKey = (name: string) =>
  `登记库中${name}的一把钥匙不见了，可能是绕过本程序去掉的。请审计员核对，必要时用备份恢复。`;

const broken = (number: number) =>
  `登记库中岗位和钥匙的签名从第${number}条起对不上，可能被改动过，以前的仍然有效。请审计员核对，再由安全保密管理员调整一次岗位，从以前的接着签。`;

const exchanged =
  '登记库中岗位和钥匙的签名与您上次登录时看到的不同，可能被换过，现在只能办理管理和审计。请审计员核对，必要时用备份恢复。';

const begunAnew = (name: string) =>
  `登记库中岗位和钥匙的签名不见以后，由${name}全部重新签署。请与人员表核对；不是${name}办的，请告诉审计员。`;

const gone =
  '登记库中岗位和钥匙的签名不见了，可能被删去，现在只能办理管理和审计。请审计员核对，用备份恢复，或者由安全保密管理员调整一次岗位，重新签署。';

const namesSigned = (people: readonly { readonly id: string; readonly name: string }[]) =>
  `已用您的钥匙签署人员的姓名，请核对：${people.map(({ id, name }) => `${name}（登录名“${id}”）`).join('、')}。`;

/** Everybody who has roles, with them. */
function firstSigned(register: ReadableDatabase, people: readonly BoundPerson[]): string {
  const names = new Map(selectPeople(register).map(({ id, name }) => [id, name]));
  const list = people
    .filter(({ roles }) => roles.length > 0)
    .map(({ id, roles }) => `${names.get(id)}（${words(roles)}）`);
  return `已用您的钥匙签署全部岗位，请核对：${list.join('；')}。`;
}
