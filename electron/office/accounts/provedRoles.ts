import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { afterStatement, type BoundPerson, type BoundRoles, nothingBound, SignedRoles } from './roleStatement.ts';
import { staffingOf } from './staffingOf.ts';

/** What the statements of a register prove. */
export interface ProvedRoles {
  /** What holds now; where the row is broken, what held before that place. */
  readonly bound: BoundRoles;
  /** The number of the first statement that does not follow, unless one signed later has passed over it. */
  readonly brokenAt: number | undefined;
  /** The number of the last row, whether it is proved or not; 0 where nothing was ever signed. */
  readonly lastNumber: number;
  /** After each statement that is proved, from the first. */
  readonly states: readonly { readonly at: string; readonly bound: BoundRoles }[];
}

interface StoredStatement {
  readonly number: number;
  readonly statement: string;
}

interface Kept {
  readonly version: unknown;
  readonly last: StoredStatement | undefined;
  readonly proved: ProvedRoles;
}

const keptOf = new WeakMap<ReadableDatabase, Kept>();

/**
 * The statements from the first, as far as they prove each other; read anew when the base was written by anybody else or a
 * statement came. `seen` is the one that the reader has proved before: those up to it are not verified again.
 */
export function provedRoles(
  register: ReadableDatabase,
  seen?: { readonly number: number; readonly digest: string },
): ProvedRoles {
  const version = register.prepare('PRAGMA data_version').pluck().get();
  const last = register.prepare('SELECT number, statement FROM role_statements ORDER BY number DESC LIMIT 1').get() as
    | StoredStatement
    | undefined;
  const kept = keptOf.get(register);
  if (kept && kept.version === version && kept.last?.number === last?.number) {
    if (kept.last?.statement === last?.statement) return kept.proved;
  }
  const trusting = seen && follow(register, seen.number);
  const proved = trusting && digestAt(trusting, seen.number) === seen.digest ? trusting : follow(register, 0);
  keptOf.set(register, { version, last, proved });
  return proved;
}

/** The digest of the proved statement with this number. */
export function digestAt({ states }: ProvedRoles, number: number): string | undefined {
  return states.find(({ bound }) => bound.number === number)?.bound.digest;
}

/** Whether a key was given to the person by somebody who may; undefined where nothing is proved. */
export function isSignedKey(register: ReadableDatabase, personId: string, publicKey: string): boolean | undefined {
  const { bound } = provedRoles(register);
  if (bound.number === 0) return undefined;
  return bound.people.get(personId)?.publicKeys.includes(publicKey) ?? false;
}

/** The roles of the rows that are signed for too; all of them where nothing was ever signed. */
export function signedRoles(register: ReadableDatabase, personId: string, rows: readonly Role[]): readonly Role[] {
  const { bound, lastNumber } = provedRoles(register);
  if (lastNumber === 0) return rows;
  const signed = bound.people.get(personId)?.roles ?? [];
  return rows.filter((role) => signed.includes(role));
}

/** The roles that a person held at a moment, of those before the first statement as that one says; undefined without any. */
export function signedRolesAt(register: ReadableDatabase, personId: string, at: string): readonly Role[] | undefined {
  return rolesHeldAt(provedRoles(register), personId, at);
}

/** The same by what statements prove, from wherever they come. */
export function rolesHeldAt(
  { states }: Pick<ProvedRoles, 'states'>,
  personId: string,
  at: string,
): readonly Role[] | undefined {
  const state = states.findLast((one) => Date.parse(one.at) <= Date.parse(at)) ?? states[0];
  return state && (state.bound.people.get(personId)?.roles ?? []);
}

function follow(register: ReadableDatabase, proved: number): ProvedRoles {
  const rows = register
    .prepare('SELECT number, statement FROM role_statements ORDER BY number')
    .all() as readonly StoredStatement[];
  return followStatements(rows, staffingOf(register), proved);
}

/** What rows of statements prove, from wherever they come; up to `proved` the signatures were verified before. */
export function followStatements(rows: readonly StoredStatement[], staffing: Staffing, proved = 0): ProvedRoles {
  const states: { at: string; bound: BoundRoles }[] = [];
  let bound = nothingBound;
  let brokenAt: number | undefined;
  for (const { number, statement } of rows) {
    const signed = readStatement(statement);
    const isAnew = signed?.kind === 'anew' || signed?.kind === 'all';
    const mayFollow = signed?.number === number && (brokenAt === undefined || isAnew);
    const next = mayFollow ? afterStatement(bound, signed, staffing, number <= proved) : undefined;
    if (signed && next) {
      bound = next;
      brokenAt = undefined;
      states.push({ at: signed.at, bound });
    } else {
      brokenAt ??= number;
    }
  }
  return { bound, brokenAt, lastNumber: rows.at(-1)?.number ?? 0, states };
}

function readStatement(stored: string): SignedRoles | undefined {
  try {
    const read = SignedRoles.safeParse(JSON.parse(stored));
    return read.success ? read.data : undefined;
  } catch {
    // What is no JSON at all is no statement.
    return undefined;
  }
}

/** Keys of the rows that nobody has signed for and nobody has refused. */
export function unsignedKeys(
  { people, refused }: BoundRoles,
  { id, publicKeys }: Pick<BoundPerson, 'id' | 'publicKeys'>,
): readonly string[] {
  const signed = people.get(id)?.publicKeys ?? [];
  return publicKeys.filter((key) => !signed.includes(key) && !refused.has(key));
}
