import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { roleConflict, type Staffing } from '#shared/workflow/roleSeparation.ts';
import type { BoundPerson, BoundRoles, RoleStatement } from './roleStatement.ts';

/**
 * What is wrong with a statement that brings two ways together, but for its signature, as half a Chinese sentence; undefined where it says
 * of everybody on either way what was signed on one of them, drops nobody and no key, and is by somebody who is security administrator on
 * both: whoever lost the role on one of them does not take it back by the other.
 */
export function joinedFault(
  one: BoundRoles,
  other: BoundRoles | undefined,
  { previous, settles, number, people, recovery, refused, by, publicKey: key }: RoleStatement,
  staffing: Staffing,
): string | undefined {
  const isOfBoth = other && other.digest !== one.digest;
  if (!isOfBoth || ![previous, settles].includes(one.digest) || ![previous, settles].includes(other.digest)) {
    return '接着的两边，有一边没有证明';
  }
  if (number <= Math.max(one.number, other.number)) return '不在两边的后面';
  const both = [one, other];
  const waysOf = (id: string) => both.flatMap((way) => way.people.get(id) ?? []);
  if (!both.every((way) => way.people.get(by)?.roles.includes('securityAdministrator'))) {
    return `由“${by}”签名，他在两边不都是安全保密管理员`;
  }
  if (!waysOf(by).some(({ publicKeys }) => publicKeys.includes(key))) return `签名的钥匙不是“${by}”的`;
  if (refused !== undefined) return '作废了钥匙';
  if (recovery === undefined || both.every((way) => way.recovery !== recovery)) return '恢复码两边都没有签过';
  const ids = new Set(people.map(({ id }) => id));
  const missing = both.flatMap((way) => [...way.people.keys()]).find((id) => !ids.has(id));
  if (missing !== undefined) return `漏了“${missing}”`;
  if (ids.size < people.length) return '把一个人写了两次';
  const left = new Set([...one.left, ...other.left]);
  for (const person of people) {
    const fault = personFault(person, waysOf(person.id), left.has(person.id));
    if (fault !== undefined) return `“${person.id}”${fault}`;
    if (roleConflict(person.roles, staffing)) return `“${person.id}”的岗位不能由一人兼任`;
  }
  const working = people.filter(({ name, roles }) => name !== undefined && roles.length > 0);
  const namesake = working.find(({ id, name }) => working.some((next) => next.id !== id && next.name === name));
  return namesake && `有两个人都叫“${namesake.name}”`;
}

function personFault(person: BoundPerson, ways: readonly BoundPerson[], hasLeft: boolean): string | undefined {
  const keys = new Set(person.publicKeys);
  const known = new Set(ways.flatMap(({ publicKeys }) => publicKeys));
  const sorted = (roles: BoundPerson['roles']) => canonicalJson([...roles].sort());
  if (ways.length === 0) return '两边都没有签过';
  if (ways.some(({ name }) => name !== undefined && name !== person.name)) return '的姓名与签过的不一样';
  if (keys.size < person.publicKeys.length || keys.size !== known.size || [...keys].some((key) => !known.has(key))) {
    return '的钥匙不是两边签过的那些';
  }
  if (ways.every(({ publicKeys }) => publicKeys.at(-1) !== person.publicKeys.at(-1))) return '现在用的钥匙两边都不用';
  if (hasLeft) return person.roles.length > 0 ? '已经离任，又给了岗位' : undefined;
  return ways.some(({ roles }) => sorted(roles) === sorted(person.roles)) ? undefined : '的岗位两边都没有签过';
}
