import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { rolesAt } from '../audit/rolesAt.ts';
import { bindAll, bindRoles, boundSince, peopleOf, type RoleSigner, recordedPeople } from './boundRoles.ts';
import { selectPeople } from './peopleQueries.ts';
import { digestAt, type ProvedRoles, provedRoles, unsignedKeys } from './provedRoles.ts';
import {
  begunAnew,
  broken,
  exchanged,
  firstSigned,
  gone,
  lostKey,
  namesSigned,
  otherName,
  taken,
  unsigned,
  unsignedKey,
} from './roleAlerts.ts';
import { type BoundRoles, SignedWitness, signWitness, verifyWitness } from './roleStatement.ts';

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
    notices.push(firstSigned(new Map(selectPeople(register).map(({ id, name }) => [id, name])), people));
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
