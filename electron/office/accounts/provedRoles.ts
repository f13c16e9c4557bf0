import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { joinedFault, type StatementFault } from './joinedFault.ts';
import {
  afterStatement,
  type BoundPerson,
  type BoundRoles,
  digestOf,
  endsOf,
  isAntedated,
  nothingBound,
  SignedRoles,
  verifyRoles,
} from './roleStatement.ts';
import { staffingOf } from './staffingOf.ts';

/** A statement that is proved, with what holds after it. */
export interface ProvedStatement {
  readonly at: string;
  readonly bound: BoundRoles;
  readonly row: StoredStatement;
  readonly ends: readonly string[];
}

/** What the statements of a register prove. */
export interface ProvedRoles {
  /** What holds now; where the row is broken, what held before that place. */
  readonly bound: BoundRoles;
  /** The number of the first statement that does not follow, unless one signed later has passed over it. */
  readonly brokenAt: number | undefined;
  /** Of that statement, where it is antedated or is to bring two ways together: why it does not follow. */
  readonly fault: StatementFault | undefined;
  /** The number of the last row, whether it is proved or not; 0 where nothing was ever signed. */
  readonly lastNumber: number;
  /** After each statement that is proved, from the first, on the way this machine has gone. */
  readonly states: readonly ProvedStatement[];
  /** The same of the other ways, which were brought together with it. */
  readonly ways: readonly ProvedStatement[];
}

export interface StoredStatement {
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

/** The same by what statements prove, from wherever they come: on each way as long as it was gone. */
export function rolesHeldAt(
  { states, ways }: Pick<ProvedRoles, 'states' | 'ways'>,
  personId: string,
  at: string,
): readonly Role[] | undefined {
  const moment = Date.parse(at);
  const state = states.findLast((one) => Date.parse(one.at) <= moment) ?? states[0];
  if (!state || ways.length === 0) return state && (state.bound.people.get(personId)?.roles ?? []);
  const all = new Map([...states, ...ways].map((one) => [one.bound.digest, one]));
  const gone = new Set(ways.map(({ bound }) => bound.digest));
  const beside = [...all.values()].flatMap((next) =>
    next.ends.flatMap((end) => {
      const before = all.get(end);
      const isOfWay = gone.has(end) || gone.has(next.bound.digest);
      return before && isOfWay && Date.parse(before.at) <= moment && moment < Date.parse(next.at) ? [before] : [];
    }),
  );
  return [...new Set([state, ...beside].flatMap(({ bound }) => bound.people.get(personId)?.roles ?? []))];
}

/** The rows of statements as they stand, on the own way and on those beside it. */
export function storedStatements(register: ReadableDatabase): {
  readonly rows: readonly StoredStatement[];
  readonly ways: readonly StoredStatement[];
} {
  const read = (table: string) =>
    register
      .prepare(`SELECT number, statement FROM ${table} ORDER BY number, rowid`)
      .all() as readonly StoredStatement[];
  return { rows: read('role_statements'), ways: read('role_ways') };
}

/** Puts in statements as they came from another machine; those of other ways first, which one of the own way brings together. */
export function insertStatements(
  register: WritableDatabase,
  { rows, ways }: { readonly rows: readonly StoredStatement[]; readonly ways: readonly StoredStatement[] },
): void {
  const insertWay = register.prepare('INSERT INTO role_ways (number, statement) VALUES (?, ?)');
  for (const { number, statement } of ways) insertWay.run(number, statement);
  const insert = register.prepare('INSERT INTO role_statements (number, statement) VALUES (?, ?)');
  for (const { number, statement } of rows) insert.run(number, statement);
}

function follow(register: ReadableDatabase, proved: number): ProvedRoles {
  const { rows, ways } = storedStatements(register);
  return followStatements(rows, staffingOf(register), { proved, ways });
}

/**
 * What rows of statements prove, from wherever they come; up to `proved` the signatures were verified before. `ways` are those of
 * other ways that a statement among the rows may have brought together with its own.
 */
export function followStatements(
  rows: readonly StoredStatement[],
  staffing: Staffing,
  { proved = 0, ways = [] }: { readonly proved?: number; readonly ways?: readonly StoredStatement[] } = {},
): ProvedRoles {
  const states: ProvedStatement[] = [];
  const beside = provedWays(ways, staffing);
  let bound = nothingBound;
  let brokenAt: number | undefined;
  let fault: StatementFault | undefined;
  for (const row of rows) {
    const { number } = row;
    const signed = readStatement(row.statement);
    const isAnew = signed?.kind === 'anew' || signed?.kind === 'all';
    const mayFollow = signed?.number === number && (brokenAt === undefined || isAnew);
    const isProved = number <= proved;
    const end = signed && endsOf(signed).find((one) => one !== bound.digest);
    const other = mayFollow && signed.kind === 'joined' && end !== undefined ? beside.at(end, isProved) : undefined;
    const next = mayFollow ? afterStatement(bound, signed, staffing, { isProved, other }) : undefined;
    if (signed && next) {
      bound = next;
      brokenAt = undefined;
      fault = undefined;
      const state = { at: signed.at, bound, row, ends: endsOf(signed) };
      states.push(state);
      beside.know(state);
    } else {
      if (brokenAt === undefined && signed) fault = faultOf(bound, other, signed, staffing);
      brokenAt ??= number;
    }
  }
  return { bound, brokenAt, fault, lastNumber: rows.at(-1)?.number ?? 0, states, ways: beside.proved };
}

/** What whoever takes a register is told of a statement that does not follow; undefined where no more can be said. */
function faultOf(
  bound: BoundRoles,
  other: BoundRoles | undefined,
  signed: SignedRoles,
  staffing: Staffing,
): StatementFault | undefined {
  const isAntedatedOnly = isAntedated(signed, [bound, other]) && verifyRoles(signed);
  const isJoined = signed.kind === 'joined';
  const joined = isJoined ? joinedFault(bound, other, signed, staffing) : undefined;
  if (joined) return joined;
  if (isAntedatedOnly) return { kind: 'antedated', isJoined };
  return isJoined ? { kind: 'signature' } : undefined;
}

/** Statements beside the own way, proved as far as one of that way asks for them. */
function provedWays(ways: readonly StoredStatement[], staffing: Staffing) {
  const proved: ProvedStatement[] = [];
  const states = new Map<string, BoundRoles | undefined>();
  const stored = new Map(
    ways.flatMap((row) => {
      const signed = readStatement(row.statement);
      return signed?.number === row.number ? [[digestOf(signed), { row, signed }] as const] : [];
    }),
  );
  const know = (state: ProvedStatement) => void states.set(state.bound.digest, state.bound);
  return {
    proved,
    know,
    /** What holds at an end; undefined where that is not proved from what is known. */
    at(end: string, isProved: boolean): BoundRoles | undefined {
      const waiting = [end];
      for (let digest = waiting.at(-1); digest !== undefined; digest = waiting.at(-1)) {
        const found = states.has(digest) ? undefined : stored.get(digest);
        const before = found ? endsOf(found.signed).filter((one) => !states.has(one)) : [];
        if (before.length > 0) {
          waiting.push(...before);
          continue;
        }
        waiting.pop();
        if (states.has(digest)) continue;
        const [bound, other] = found ? endsOf(found.signed).map((one) => states.get(one)) : [];
        const next = found && bound ? afterStatement(bound, found.signed, staffing, { isProved, other }) : undefined;
        states.set(digest, next);
        if (found && next) {
          proved.push({ at: found.signed.at, bound: next, row: found.row, ends: endsOf(found.signed) });
        }
      }
      return states.get(end);
    },
  };
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
