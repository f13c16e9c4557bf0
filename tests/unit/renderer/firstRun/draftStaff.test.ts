import { describe, expect, test } from 'vitest';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import {
  type DraftPerson,
  draftPerson,
  hasProblems,
  staffProblems,
  startingStaff,
} from '../../../../renderer/screens/firstRun/draftStaff.ts';

function filled(staffing: Staffing): DraftPerson[] {
  return startingStaff(staffing).map((person, index) => ({
    ...person,
    name: `第${index}人`,
    id: `person${index}`,
    password: '一句自己记得住的话',
    again: '一句自己记得住的话',
  }));
}

describe.each(['standard', 'strict'] as const)('the starting staff in %s staffing', (staffing) => {
  test('suffices once names and passwords are typed', () => {
    expect(hasProblems(staffProblems(filled(staffing), staffing, true))).toBe(false);
  });

  test('is not blamed for what is not typed yet, until it is asked', () => {
    const people = startingStaff(staffing);
    expect(hasProblems(staffProblems(people, staffing, false))).toBe(false);
    expect(hasProblems(staffProblems(people, staffing, true))).toBe(true);
  });

  test('misses a role with whoever is taken away', () => {
    for (const gone of filled(staffing)) {
      const rest = filled(staffing).filter(({ id }) => id !== gone.id);
      expect(staffProblems(rest, staffing, true).whole).toHaveLength(1);
    }
  });
});

test('a role that may not be held beside another is named in its row only', () => {
  const [first, ...rest] = filled('strict');
  const people = [{ ...(first ?? draftPerson()), roles: ['editor', 'auditor'] as const }, ...rest];
  const { rows } = staffProblems(people, 'strict', false);
  expect(rows.map((row) => Object.keys(row))).toEqual([['roles'], [], [], [], [], [], []]);
});

test('two people of one sign-in name, a weak password and a mistyped one are named', () => {
  const [first, second, third] = filled('standard').map((person) => ({ ...person, id: person.id.slice(0, 6) }));
  const people = [first, { ...(second ?? draftPerson()), password: '短', again: '短短' }, third].map((person) => ({
    ...(person ?? draftPerson()),
  }));
  const [, row] = staffProblems(people, 'standard', false).rows;
  expect(Object.keys(row ?? {}).sort()).toEqual(['again', 'id', 'password']);
});
