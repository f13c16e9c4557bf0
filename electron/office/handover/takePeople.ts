import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { joinedFaultText } from '../accounts/joinedFaultText.ts';
import { namesakeOf } from '../accounts/namesakes.ts';
import { allProved, type PartedRoles, partedRoles } from '../accounts/partedRoles.ts';
import { notePassword } from '../accounts/passwordQueries.ts';
import {
  insertPersonKey,
  insertPersonRow,
  isStoredKey,
  markAsLeft,
  replaceRoles,
  selectPeople,
  selectPerson,
  storedRolesOf,
} from '../accounts/peopleQueries.ts';
import {
  followStatements,
  insertStatements,
  type ProvedRoles,
  provedRoles,
  type StoredStatement,
  storedStatements,
} from '../accounts/provedRoles.ts';
import { digestOf, type SignedRoles } from '../accounts/roleStatement.ts';
import { staffingOf } from '../accounts/staffingOf.ts';
import type { Recorder } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import type { RegisterPart } from './registerPart.ts';
import { conflict } from './registerRows.ts';

export interface TakenPeople {
  readonly admitted: readonly string[];
  readonly left: readonly string[];
  readonly changes: readonly {
    readonly id: string;
    readonly roles: readonly string[];
    readonly kind: 'admit' | 'roles' | 'leave';
  }[];
}

/** What both sides have signed, and the rows that are new here by it. */
export interface RolesOfBoth {
  readonly proved: ProvedRoles;
  readonly rows: RegisterPart['statements'];
  readonly ways: RegisterPart['statements'];
}

/**
 * The signed roles and keys of the office as far as either side knows them: what one has more goes on from what the other has, by
 * whichever of the ways that were brought together. Parted where both have changed them; throws forbidden where they are not whole here,
 * conflict where they have nothing in common.
 */
export function rolesOfBoth(
  register: ReadableDatabase,
  part: RegisterPart,
  machine: string,
): RolesOfBoth | { readonly parted: PartedRoles; readonly there: ProvedRoles } {
  const here = provedRoles(register);
  if (here.brokenAt !== undefined) {
    throw new OfficeError('forbidden', '本机的人员和岗位登记不完整，没有采用。请审计员先在本机核对。');
  }
  const there = followStatements(part.statements, part.office.staffing, { ways: part.ways ?? [] });
  // What is older than what is here says nothing.
  if (allProved(here).has(there.bound.digest)) return { proved: here, rows: [], ways: [] };
  const rows = wayOn(here.bound.digest, there, part.statements);
  if (rows) return together(register, here, there, rows);
  const parted = partedRoles(here, there);
  if (!parted)
    throw conflict(
      `本机与“${machine}”的人员和岗位登记不是从同一份开始的`,
      '请审计员在两台机器上核对人员和岗位：签名不见过、重新签署过的那台用以前的备份恢复，没有备份的用空的数据目录重新入网。',
    );
  return { parted, there };
}

/** The rows that go on from an end to that of the other side; undefined where that one does not know the end. */
function wayOn(
  digest: string,
  there: ProvedRoles,
  statements: RegisterPart['statements'],
): RegisterPart['statements'] | undefined {
  const known = allProved(there);
  const trunk = new Set(there.states.map(({ bound }) => bound.digest));
  const found: StoredStatement[] = [];
  let last = known.get(digest);
  if (!last) return undefined;
  while (last && !trunk.has(last.bound.digest)) {
    const end: string = last.bound.digest;
    last = [...known.values()].find(({ ends }) => ends.includes(end));
    if (last) found.push(last.row);
  }
  const number = last?.row.number ?? 0;
  return [...found, ...statements.filter((row) => row.number > number)];
}

function together(
  register: ReadableDatabase,
  here: ProvedRoles,
  there: ProvedRoles,
  rows: RegisterPart['statements'],
): RolesOfBoth {
  const own = storedStatements(register);
  const known = allProved(here);
  const others = [...allProved(there)].flatMap(([digest, { row }]) => (known.has(digest) ? [] : [row]));
  const held = new Set([...own.ways, ...rows].map(({ statement }) => statement));
  const ways = others.filter(({ statement }) => !held.has(statement));
  const proved = followStatements([...own.rows, ...rows], staffingOf(register), { ways: [...own.ways, ...ways] });
  return { proved, rows, ways };
}

/** Everything of both ways with the statement that brings them together. Throws forbidden where that does not follow from both. */
export function joinedRoles(
  register: ReadableDatabase,
  { there, machine }: { readonly there: ProvedRoles; readonly machine: string },
  signed: SignedRoles,
): RolesOfBoth {
  const row = { number: signed.number, statement: canonicalJson(signed) };
  const both = together(register, provedRoles(register), there, [row]);
  if (both.proved.bound.digest === digestOf(signed)) return both;
  const { fault } = both.proved;
  const why = fault ? `：${joinedFaultText(fault, selectPeople(register))}` : '';
  const text = `本机与“${machine}”的人员和岗位不能这样定下${why}。没有改动，请审计员在两台机器上核对岗位。`;
  throw new OfficeError('forbidden', text);
}

/** Puts in statements that go on from those here, and the rows as they say. */
export function takePeople(
  register: WritableDatabase,
  part: RegisterPart,
  both: RolesOfBoth,
  machine: string,
): TakenPeople {
  if (both.rows.length === 0) return { admitted: [], left: [], changes: [] };
  const { bound } = both.proved;
  const admitted: string[] = [];
  const left: string[] = [];
  const changes: { id: string; roles: readonly string[]; kind: 'admit' | 'roles' | 'leave' }[] = [];
  const known = new Map(part.people.map((person) => [person.id, person]));
  const leaving = part.people.flatMap(({ id, leftAt }) => (leftAt === null ? [] : [id]));
  for (const [id, { roles, publicKeys }] of bound.people) {
    const person = known.get(id);
    if (!person) continue;
    const before = selectPerson(register, id);
    if (before?.leftAt !== undefined && roles.length > 0) {
      throw conflict(
        `${before.name}在本机已经离任，在“${machine}”上又给了岗位`,
        `请在“${machine}”上给${before.name}办离任，还要来的用新的登录名加入，再由“${machine}”写一个入网包。`,
      );
    }
    if (!before) {
      if (person.leftAt === null) requireOtherName(register, person, leaving, machine);
      insertPersonRow(register, person);
      if (person.leftAt === null) admitted.push(id);
    } else if (before.leftAt === undefined && person.leftAt !== null) {
      markAsLeft(register, id, person.leftAt);
      left.push(id);
    }
    for (const key of publicKeys) {
      if (isStoredKey(register, id, key)) continue;
      const given = part.keys.find(({ publicKey }) => publicKey === key);
      insertPersonKey(register, id, key, given?.givenAt ?? person.admittedAt);
      // The key in use, where it is new here, was made for a new password; the others are of passwords that hold no more.
      const password = part.passwords.find((one) => one.person === id);
      if (password && key === publicKeys.at(-1)) noteGivenPassword(register, id, password);
    }
    const held = storedRolesOf(register, id);
    const isSame = held.length === roles.length && held.every((role) => roles.includes(role));
    if (!isSame) replaceRoles(register, id, roles);
    if (isSame && before && !left.includes(id)) continue;
    changes.push({ id, roles, kind: !before ? 'admit' : left.includes(id) ? 'leave' : 'roles' });
  }
  insertStatements(register, both);
  return { admitted, left, changes };
}

/** Throws conflict where somebody who works here has the name of a newcomer. */
function requireOtherName(
  register: ReadableDatabase,
  newcomer: { readonly id: string; readonly name: string },
  leaving: readonly string[],
  machine: string,
): void {
  const working = selectPeople(register).filter((one) => one.leftAt === undefined && !leaving.includes(one.id));
  const same = namesakeOf(newcomer, working);
  if (!same) return;
  const { id, name } = newcomer;
  throw conflict(
    `“${machine}”上新来的人（登录名“${id}”）姓名是“${name}”，本机登录名“${same.id}”的也叫“${name}”`,
    `请在“${machine}”上给新来的人办离任，再用分得开的姓名（如“${name}（办公室）”）加入，由“${machine}”写一个入网包。`,
  );
}

/** What is known of a password on the other machine; one that another gave here is still changed by its owner here. */
function noteGivenPassword(
  register: WritableDatabase,
  id: string,
  { setAt, mustChange }: { readonly setAt: string; readonly mustChange: boolean },
): void {
  const known = register.prepare('SELECT must_change FROM person_passwords WHERE person_id = ?').pluck().get(id);
  notePassword(register, id, { setAt, mustChange: mustChange || known === 1 });
}

/** So that the audit tells of each person what it would tell had it been done here. */
export function recordPeople(record: Recorder, changes: TakenPeople['changes'], source: string): void {
  for (const { id, roles, kind } of changes) {
    if (kind === 'leave') record('dismissPerson', id, { package: source });
    else record(kind === 'admit' ? 'admitPerson' : 'setRoles', id, { roles: [...roles], package: source });
  }
}
