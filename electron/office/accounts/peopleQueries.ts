import type { Person } from '#shared/contract/accountCommands.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { isSignedKey, signedRoles } from './provedRoles.ts';

/** A person with the roles that count: those of the rows that an administrator has signed for. */
export type PersonRow = Omit<Person, 'readsContent'>;

interface StoredPerson {
  readonly id: string;
  readonly name: string;
  readonly admitted_at: string;
  readonly left_at: string | null;
}

/** Everybody who was ever admitted, in the order of admission. */
export function selectPeople(register: ReadableDatabase): readonly PersonRow[] {
  const people = register.prepare('SELECT * FROM people ORDER BY admitted_at, rowid').all() as readonly StoredPerson[];
  return people.map((person) => personRow(register, person));
}

/** Anybody who was ever admitted, those who have left among them. */
export function selectPerson(register: ReadableDatabase, id: string): PersonRow | undefined {
  const person = register.prepare('SELECT * FROM people WHERE id = ?').get(id) as StoredPerson | undefined;
  return person && personRow(register, person);
}

/** Whether the key was ever given to the person, by somebody who may; every signature names its key. */
export function isKeyOf(register: ReadableDatabase, personId: string, publicKey: string): boolean {
  return isSignedKey(register, personId, publicKey) ?? isStoredKey(register, personId, publicKey);
}

/** Whether the rows say that the key is the person's, whether anybody has signed for it or not. */
export function isStoredKey(register: ReadableDatabase, personId: string, publicKey: string): boolean {
  return (
    register.prepare('SELECT 1 FROM person_keys WHERE person_id = ? AND public_key = ?').get(personId, publicKey) !==
    undefined
  );
}

/** The roles that the rows say, whether anybody has signed for them or not. */
export function storedRolesOf(register: ReadableDatabase, personId: string): readonly Role[] {
  const roles = register.prepare('SELECT role FROM person_roles WHERE person_id = ? ORDER BY rowid').pluck();
  return roles.all(personId) as Role[];
}

export interface NewPersonRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly publicKey: string;
  readonly at: string;
}

/** Adds a person with the first key and roles. */
export function insertPerson(register: WritableDatabase, person: NewPersonRow): void {
  insertPersonRow(register, { id: person.id, name: person.name, admittedAt: person.at, leftAt: null });
  insertPersonKey(register, person.id, person.publicKey, person.at);
  replaceRoles(register, person.id, person.roles);
}

/** A person alone, without key or role. */
export function insertPersonRow(
  register: WritableDatabase,
  person: {
    readonly id: string;
    readonly name: string;
    readonly admittedAt: string;
    readonly leftAt: string | null;
  },
): void {
  register
    .prepare('INSERT INTO people (id, name, admitted_at, left_at) VALUES (@id, @name, @admittedAt, @leftAt)')
    .run(person);
}

/** A further key; what an earlier one signed stays proved by it. `publicKey` is hexadecimal, 04 first. */
export function insertPersonKey(register: WritableDatabase, personId: string, publicKey: string, at: string): void {
  register
    .prepare('INSERT INTO person_keys (public_key, person_id, given_at) VALUES (?, ?, ?)')
    .run(publicKey, personId, at);
}

/** Gives a person these roles and no others. */
export function replaceRoles(register: WritableDatabase, personId: string, roles: readonly Role[]): void {
  register.prepare('DELETE FROM person_roles WHERE person_id = ?').run(personId);
  const insert = register.prepare('INSERT INTO person_roles (person_id, role) VALUES (?, ?)');
  for (const role of new Set(roles)) insert.run(personId, role);
}

/** Takes every role from a person and keeps the name, for what was signed under it. */
export function markAsLeft(register: WritableDatabase, personId: string, at: string): void {
  register.prepare('UPDATE people SET left_at = ? WHERE id = ?').run(at, personId);
  register.prepare('DELETE FROM person_roles WHERE person_id = ?').run(personId);
}

function personRow(register: ReadableDatabase, { id, name, admitted_at, left_at }: StoredPerson): PersonRow {
  const roles = [...signedRoles(register, id, storedRolesOf(register, id))];
  return { id, name, roles, admittedAt: admitted_at, ...(left_at === null ? {} : { leftAt: left_at }) };
}
