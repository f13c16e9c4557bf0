import { expect, test } from 'vitest';
import { type ProvedStatement, rolesHeldAt } from '#office/accounts/provedRoles.ts';
import { nothingBound, type SignedRoles } from '#office/accounts/roleStatement.ts';

type Roles = SignedRoles['people'][number]['roles'];

/** A statement at an hour, after those it goes on from. */
function after(digest: string, hour: number, ends: readonly string[], roles: Roles): ProvedStatement {
  const person = { id: 'lingyi', roles, publicKeys: [] };
  return {
    at: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
    bound: { ...nothingBound, people: new Map([[person.id, person]]), digest },
    row: { number: hour, statement: digest },
    ends,
  };
}

const at = (hour: number, proved: Parameters<typeof rolesHeldAt>[0], person = 'lingyi') =>
  rolesHeldAt(proved, person, new Date(Date.UTC(2026, 0, 1, hour, 30)).toISOString());

test('what somebody held at a moment is what any of the ways said that were brought together, as long as it was gone', () => {
  const begun = after('begun', 1, [''], ['editor']);
  const own = after('own', 2, ['begun'], []);
  const other = after('other', 4, ['begun'], ['reviewer']);
  const joined = after('joined', 6, ['own', 'other'], []);
  const proved = { states: [begun, own, joined], ways: [other] };
  expect(at(1, proved)).toEqual(['editor']);
  // Taken away on the own way, and on the other not before its next statement.
  expect(at(3, proved)).toEqual(['editor']);
  expect(at(4, proved)).toEqual(['reviewer']);
  expect(at(5, proved)).toEqual(['reviewer']);
  expect(at(6, proved)).toEqual([]);
  expect(at(0, proved)).toEqual(['editor']);
  expect(at(3, { states: [begun, own, joined], ways: [] })).toEqual([]);
  expect(at(5, proved, 'nobody')).toEqual([]);
  expect(rolesHeldAt({ states: [], ways: [] }, 'lingyi', joined.at)).toBe(undefined);
});
