import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { roleConflict, type Staffing } from '#shared/workflow/roleSeparation.ts';
import { namesakes } from './namesakes.ts';
import type { BoundPerson, BoundRoles, RoleStatement } from './roleStatement.ts';

/** Somebody as the statements call them; those from before names were signed have no name. */
interface Concerned {
  readonly id: string;
  readonly name: string | undefined;
}

/** What is wrong with a statement that brings two ways together. */
export type JoinedFault =
  | { readonly kind: 'endUnproved' | 'tooEarly' | 'refusesKeys' | 'recoveryUnknown' | 'signature' }
  | {
      readonly kind:
        | 'notDecider'
        | 'keyOfOther'
        | 'personMissing'
        | 'personTwice'
        | 'personUnknown'
        | 'keysDiffer'
        | 'keyInUse'
        | 'rolesAfterLeaving'
        | 'rolesUnknown'
        | 'rolesConflict';
      readonly person: Concerned;
    }
  | { readonly kind: 'nameDiffers'; readonly person: Concerned; readonly written: string | undefined }
  | { readonly kind: 'namesakes'; readonly person: Concerned; readonly other: Concerned };

/** What is told of a statement of roles that does not follow. */
export type StatementFault = JoinedFault | { readonly kind: 'antedated'; readonly isJoined: boolean };

/**
 * What is wrong with a statement that brings two ways together, but for its signature; undefined where it says
 * of everybody on either way what was signed on one of them, drops nobody and no key, and is by somebody who is security administrator on
 * both: whoever lost the role on one of them does not take it back by the other.
 */
export function joinedFault(
  one: BoundRoles,
  other: BoundRoles | undefined,
  { previous, settles, number, people, recovery, refused, by, publicKey: key }: RoleStatement,
  staffing: Staffing,
): JoinedFault | undefined {
  const isOfBoth = other && other.digest !== one.digest;
  if (!isOfBoth || ![previous, settles].includes(one.digest) || ![previous, settles].includes(other.digest)) {
    return { kind: 'endUnproved' };
  }
  if (number <= Math.max(one.number, other.number)) return { kind: 'tooEarly' };
  const both = [one, other];
  const waysOf = (id: string) => both.flatMap((way) => way.people.get(id) ?? []);
  const concerned = (id: string): Concerned => ({
    id,
    name: [...waysOf(id), ...people.filter((person) => person.id === id)].find(({ name }) => name !== undefined)?.name,
  });
  if (!both.every((way) => way.people.get(by)?.roles.includes('securityAdministrator'))) {
    return { kind: 'notDecider', person: concerned(by) };
  }
  if (!waysOf(by).some(({ publicKeys }) => publicKeys.includes(key))) {
    return { kind: 'keyOfOther', person: concerned(by) };
  }
  if (refused !== undefined) return { kind: 'refusesKeys' };
  if (recovery === undefined || both.every((way) => way.recovery !== recovery)) return { kind: 'recoveryUnknown' };
  const ids = new Set(people.map(({ id }) => id));
  const missing = both.flatMap((way) => [...way.people.keys()]).find((id) => !ids.has(id));
  if (missing !== undefined) return { kind: 'personMissing', person: concerned(missing) };
  const twice = people.find(({ id }, index) => people.findIndex((next) => next.id === id) < index);
  if (twice) return { kind: 'personTwice', person: concerned(twice.id) };
  const left = new Set([...one.left, ...other.left]);
  for (const person of people) {
    const ways = waysOf(person.id);
    const kind = personFault(person, ways, left.has(person.id));
    if (kind !== undefined) return { kind, person: concerned(person.id) };
    const isRenamed = ways.some(({ name }) => name !== undefined && name !== person.name);
    if (isRenamed) return { kind: 'nameDiffers', person: concerned(person.id), written: person.name };
    if (roleConflict(person.roles, staffing)) return { kind: 'rolesConflict', person: concerned(person.id) };
  }
  const same = namesakes(people.filter(({ roles }) => roles.length > 0));
  return same && { kind: 'namesakes', person: concerned(same.other.id), other: concerned(same.one.id) };
}

function personFault(person: BoundPerson, ways: readonly BoundPerson[], hasLeft: boolean) {
  const keys = new Set(person.publicKeys);
  const known = new Set(ways.flatMap(({ publicKeys }) => publicKeys));
  const sorted = (roles: BoundPerson['roles']) => canonicalJson([...roles].sort());
  if (ways.length === 0) return 'personUnknown';
  if (keys.size < person.publicKeys.length || keys.size !== known.size || [...keys].some((key) => !known.has(key))) {
    return 'keysDiffer';
  }
  if (ways.every(({ publicKeys }) => publicKeys.at(-1) !== person.publicKeys.at(-1))) return 'keyInUse';
  if (hasLeft) return person.roles.length > 0 ? 'rolesAfterLeaving' : undefined;
  return ways.some(({ roles }) => sorted(roles) === sorted(person.roles)) ? undefined : 'rolesUnknown';
}
