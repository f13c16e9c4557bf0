import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
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
import { followStatements, type ProvedRoles, provedRoles } from '../accounts/provedRoles.ts';
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

/**
 * The signed roles and keys of the office as far as either side knows them: what one has more goes on from what the other has. Throws
 * forbidden where they are not whole here, conflict where both sides have changed them.
 */
export function rolesOfBoth(register: ReadableDatabase, part: RegisterPart): ProvedRoles {
  const here = provedRoles(register);
  if (here.brokenAt !== undefined) {
    throw new OfficeError('forbidden', '本机登记库中岗位和钥匙的签名不完整，没有采用。请审计员先核对。');
  }
  const stored = storedStatements(register);
  const shared = Math.min(stored.length, part.statements.length);
  const fork = stored.slice(0, shared).find((row, index) => row.statement !== part.statements[index]?.statement);
  if (fork) throw conflict(`人员和岗位从第${fork.number}次改动起，两边各改了各的`, '请两边的管理员先商定。');
  if (part.statements.length <= stored.length) return here;
  return followStatements(part.statements, part.office.staffing);
}

function storedStatements(register: ReadableDatabase): RegisterPart['statements'] {
  return register
    .prepare('SELECT number, statement FROM role_statements ORDER BY number')
    .all() as RegisterPart['statements'];
}

/** Puts in statements that go on from those here, and the rows as they say; `bound` is what those of both sides prove. */
export function takePeople(register: WritableDatabase, part: RegisterPart, { bound }: ProvedRoles): TakenPeople {
  const stored = storedStatements(register);
  // What is older than what is here says nothing.
  if (part.statements.length <= stored.length) return { admitted: [], left: [], changes: [] };
  const admitted: string[] = [];
  const left: string[] = [];
  const changes: { id: string; roles: readonly string[]; kind: 'admit' | 'roles' | 'leave' }[] = [];
  const known = new Map(part.people.map((person) => [person.id, person]));
  for (const [id, { roles, publicKeys }] of bound.people) {
    const person = known.get(id);
    if (!person) continue;
    const before = selectPerson(register, id);
    if (before?.leftAt !== undefined && roles.length > 0) {
      throw conflict(
        `${before.name}在本机已经离任，那边又给了岗位`,
        '请在对方机器上给他办离任，还要来的用新的登录名加入，再由对方写一个入网包。',
      );
    }
    if (!before) {
      if (person.leftAt === null) requireOtherName(register, person, left);
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
      // A key that is new was made for a new password.
      const password = part.passwords.find((one) => one.person === id);
      if (password) noteGivenPassword(register, id, password);
    }
    const held = storedRolesOf(register, id);
    const isSame = held.length === roles.length && held.every((role) => roles.includes(role));
    if (!isSame) replaceRoles(register, id, roles);
    if (isSame && before && !left.includes(id)) continue;
    changes.push({ id, roles, kind: !before ? 'admit' : left.includes(id) ? 'leave' : 'roles' });
  }
  const insert = register.prepare('INSERT INTO role_statements (number, statement) VALUES (?, ?)');
  for (const { number, statement } of part.statements.slice(stored.length)) insert.run(number, statement);
  return { admitted, left, changes };
}

/** Signatures are read by the name they bear: no two people who work here have one. Throws conflict. */
function requireOtherName(
  register: ReadableDatabase,
  { id, name }: { readonly id: string; readonly name: string },
  leaving: readonly string[],
): void {
  const same = selectPeople(register).find(
    (one) => one.name === name && one.leftAt === undefined && !leaving.includes(one.id),
  );
  if (!same) return;
  throw conflict(
    `那边新来的人（登录名“${id}”）姓名是“${name}”，本机登录名“${same.id}”的也叫“${name}”`,
    `请在对方机器上给新来的人办离任，再用分得开的姓名（如“${name}（办公室）”）加入，由对方写一个入网包。`,
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
