import { roles as allRoles, type Role } from '#shared/workflow/issueWorkflow.ts';
import { passwordWeakness } from '#shared/workflow/passwordWeakness.ts';
import { canSignOff, roleConflict, roleNames, type Staffing } from '#shared/workflow/roleSeparation.ts';
import { firstRun } from '../../strings/firstRun.ts';

/** A person as typed, before the office is founded. */
export interface DraftPerson {
  readonly key: number;
  readonly roles: readonly Role[];
  readonly name: string;
  readonly id: string;
  /** Typed by hand; until then it follows the name. */
  readonly isIdTyped: boolean;
  readonly password: string;
  readonly again: string;
}

export type DraftField = 'name' | 'id' | 'password' | 'again' | 'roles';

export interface StaffProblems {
  /** By row: what is wrong with which field. */
  readonly rows: readonly Partial<Readonly<Record<DraftField, string>>>[];
  /** What no single row is to blame for. */
  readonly whole: readonly string[];
}

const startingRoles: Readonly<Record<Staffing, readonly (readonly Role[])[]>> = {
  standard: [
    ['editor', 'archivist', 'systemAdministrator'],
    ['reviewer', 'securityAdministrator'],
    ['signer', 'auditor'],
  ],
  strict: allRoles.map((role) => [role]),
};

let lastKey = 0;

export function draftPerson(roles: readonly Role[] = []): DraftPerson {
  lastKey += 1;
  return { key: lastKey, roles, name: '', id: '', isIdTyped: false, password: '', again: '' };
}

/** The fewest people with whom an office works: three, in strict staffing seven. */
export function startingStaff(staffing: Staffing): readonly DraftPerson[] {
  return startingRoles[staffing].map((roles) => draftPerson(roles));
}

/**
 * What stands in the way of founding. What is only not typed yet is named when `isAsked`: nobody is blamed for a form that
 * is half filled in.
 */
export function staffProblems(people: readonly DraftPerson[], staffing: Staffing, isAsked: boolean): StaffProblems {
  const rows = people.map((person) => rowProblems(person, people, staffing, isAsked));
  const missing = allRoles.filter((role) => !people.some(({ roles }) => roles.includes(role)));
  const whole: string[] = [];
  if (missing.length > 0) whole.push(firstRun.nobodyHolds(missing.map((role) => roleNames[role])));
  else if (!canSignOff(people)) whole.push(firstRun.cannotSignOff);
  return { rows, whole };
}

export function hasProblems({ rows, whole }: StaffProblems): boolean {
  return whole.length > 0 || rows.some((row) => Object.keys(row).length > 0);
}

function rowProblems(
  { name, id, roles, password, again }: DraftPerson,
  people: readonly DraftPerson[],
  staffing: Staffing,
  isAsked: boolean,
): StaffProblems['rows'][number] {
  const conflict = roleConflict(roles, staffing);
  const weakness = password === '' ? undefined : passwordWeakness(password, id.trim());
  const isTwice = id.trim() !== '' && people.filter((other) => other.id.trim() === id.trim()).length > 1;
  const found: Partial<Record<DraftField, string | undefined>> = {
    name: isAsked && name.trim() === '' ? firstRun.nameMissing : undefined,
    id: idProblem(id.trim(), isTwice, isAsked),
    password: isAsked && password === '' ? firstRun.passwordMissing : weakness,
    again: (again !== '' || isAsked) && again !== password ? firstRun.passwordsDiffer : undefined,
    roles: conflict
      ? firstRun.rolesConflict(roleNames[conflict[0]], roleNames[conflict[1]])
      : isAsked && roles.length === 0
        ? firstRun.rolesMissing
        : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

function idProblem(id: string, isTwice: boolean, isAsked: boolean): string | undefined {
  if (isTwice) return firstRun.idTwice;
  if (/[\s/\\]/.test(id)) return firstRun.idSigns;
  return isAsked && id === '' ? firstRun.idMissing : undefined;
}
