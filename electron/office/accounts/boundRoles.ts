import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { selectPeople } from './peopleQueries.ts';
import {
  afterStatement,
  type BoundPerson,
  type BoundRoles,
  digestOf,
  nothingBound,
  type RoleStatement,
  SignedRoles,
  SignedWitness,
  signRoles,
  signWitness,
  verifyWitness,
} from './roleStatement.ts';

/** Whose key signs; the recovery papers have no id. */
export interface RoleSigner {
  readonly personId: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

type Said = Pick<RoleStatement, 'kind'> & { readonly personIds: readonly string[]; readonly recovery?: string };

/** Signs what the register holds of these people now, in the transaction that has changed it. */
export function bindRoles(
  register: WritableDatabase,
  { personId: by, publicKey, privateKey }: RoleSigner,
  { kind, personIds, recovery }: Said,
  at: string,
): void {
  const last = lastStatement(register);
  // An office from before: the security administrator's next sign-in signs all of it at once.
  if (!last && kind !== 'all') return;
  const statement: RoleStatement = {
    number: (last?.number ?? 0) + 1,
    previous: last ? digestOf(last) : '',
    kind,
    people: peopleOf(register).filter(({ id }) => personIds.includes(id)),
    ...(recovery === undefined ? {} : { recovery }),
    by,
    publicKey,
    at,
  };
  register
    .prepare('INSERT INTO role_statements (number, statement) VALUES (?, ?)')
    .run(statement.number, canonicalJson(signRoles(statement, privateKey)));
}

/** Signs everybody's roles and keys as the register holds them: the first statement of an office. */
export function bindAll(register: WritableDatabase, signer: RoleSigner, recovery: string, at: string): void {
  const personIds = peopleOf(register).map(({ id }) => id);
  bindRoles(register, signer, { kind: 'all', personIds, recovery }, at);
}

/** Everybody as the rows of the register say. */
function peopleOf(register: ReadableDatabase): readonly BoundPerson[] {
  const keys = register.prepare('SELECT public_key FROM person_keys WHERE person_id = ? ORDER BY rowid').pluck();
  return selectPeople(register).map(({ id, roles }) => ({
    id,
    roles: [...roles].sort(),
    publicKeys: keys.all(id) as string[],
  }));
}

function lastStatement(register: ReadableDatabase): SignedRoles | undefined {
  const stored = register.prepare('SELECT statement FROM role_statements ORDER BY number DESC LIMIT 1').pluck().get();
  return stored === undefined ? undefined : SignedRoles.parse(JSON.parse(String(stored)));
}

export interface SeenRoles {
  /** What somebody should look into; Chinese sentences. */
  readonly alerts: readonly string[];
  /** Those of the rows that are signed for; all of them where nothing is signed yet, or the row of statements is broken. */
  readonly roles: readonly Role[];
}

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
  if (!lastStatement(register)) {
    if (boundSince(register) !== undefined || witness) return { alerts: [gone], roles };
    if (!roles.includes('securityAdministrator')) return { alerts: [], roles };
    bindAll(register, signer, recovery, at);
    const entry = { at, person: signer.personId, action: 'signRoles', subject: 'office' };
    appendAudit(register, registerAudit, { ...entry, details: { people: peopleOf(register).length } });
  }
  const { bound, brokenAt, seen } = readStatements(register, witness?.number ?? 0);
  if (brokenAt !== undefined) return { alerts: [broken(brokenAt)], roles };
  if (witness ? seen !== witness.digest : hasSignedInSince(register, signer)) return { alerts: [exchanged], roles };
  const alerts = differences(register, bound);
  const own = bound.people.get(signer.personId)?.roles ?? [];
  if (alerts.length === 0) keepWitness(register, signer, bound);
  return { alerts, roles: roles.filter((role) => own.includes(role)) };
}

/** The statements from the first; `seen` is the digest of the one with the number that the reader has proved before. */
function readStatements(
  register: ReadableDatabase,
  proved: number,
): { readonly bound: BoundRoles; readonly brokenAt?: number; readonly seen?: string } {
  const rows = register.prepare('SELECT statement FROM role_statements ORDER BY number').pluck().all();
  let bound = nothingBound;
  let seen: string | undefined;
  for (const row of rows) {
    const read = SignedRoles.safeParse(JSON.parse(String(row)));
    const next = read.success ? afterStatement(bound, read.data, bound.number < proved) : undefined;
    if (!next) return { bound, brokenAt: bound.number + 1 };
    bound = next;
    if (bound.number === proved) seen = bound.digest;
  }
  return { bound, ...(seen === undefined ? {} : { seen }) };
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
         AND json_extract(details, '$.alerts') IS NULL`,
    )
    .get({ personId, publicKey, since });
  return row !== undefined;
}

/** From which row of the audit on there have to be statements; undefined in an office from before. */
function boundSince(register: ReadableDatabase): number | undefined {
  return register
    .prepare(
      `SELECT sequence FROM ${registerAudit.table}
       WHERE action = 'signRoles' OR (action = 'foundOffice' AND json_extract(details, '$.rolesSigned') IS NOT NULL)
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
    const keys = (held?.publicKeys ?? []).filter((key) => !signed?.publicKeys.includes(key));
    return [
      ...(more.length > 0 ? [unsigned(name, more)] : []),
      ...(fewer.length > 0 ? [taken(name, fewer)] : []),
      ...(keys.length > 0 ? [unsignedKey(name)] : []),
    ];
  });
}

const words = (roles: readonly Role[]) => roles.map((role) => roleNames[role]).join('、');

const unsigned = (name: string, roles: readonly Role[]) =>
  `登记库中${name}的岗位“${words(roles)}”没有管理员的签名，可能是绕过本程序加上的，登录时不算数。请审计员核对，再由安全保密管理员重新调整岗位。`;

const taken = (name: string, roles: readonly Role[]) =>
  `登记库中${name}的岗位“${words(roles)}”不见了，可能是绕过本程序去掉的。请审计员核对，再由安全保密管理员重新调整岗位。`;

const unsignedKey = (name: string) =>
  `登记库中${name}有一把没有签名的钥匙，可能是绕过本程序加上的。请审计员核对，必要时用备份恢复。`;

const broken = (number: number) =>
  `登记库中岗位和钥匙的签名从第${number}条起对不上，可能被改动过。请审计员核对，必要时用备份恢复。`;

const exchanged = '登记库中岗位和钥匙的签名与您上次登录时看到的不同，可能被换过。请审计员核对，必要时用备份恢复。';

const gone = '登记库中岗位和钥匙的签名不见了，可能被删去。请审计员核对，必要时用备份恢复。';
