import type { CommandOutput } from '#shared/contract/contract.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';

type Parted = NonNullable<CommandOutput<'readPartedRoles'>>;
type Person = Parted['people'][number];

/** What each of two machines has changed of people and roles, a line a person; nothing where they have not parted. */
export function partedLines(parted: CommandOutput<'readPartedRoles'>): readonly string[] {
  if (!parted) return [];
  const { machine, people, recovery, seen } = parted;
  return [
    `本机和“${machine}”各改了人员和岗位：`,
    ...people.map(
      (one) => `  ${one.name}（${one.personId}）：本机${state(one.here)}，那边${state(one.there)}；${takes(one)}`,
    ),
    ...(recovery === 'same' ? [] : [`  恢复码：${words[recovery]}`]),
    `看过以后定下，加 --settle ${seen.slice(0, 16)}`,
  ];
}

function state(known: Person['here']): string {
  if (!known) return '没有这个人';
  if (known.hasLeft) return '已离任';
  return known.roles.length === 0 ? '没有岗位' : known.roles.map((role) => roleNames[role]).join('、');
}

const words = { same: '两边一样', here: '照本机', there: '照那边', choose: '要定下照哪一边' } as const;

function takes({ roles, key, here, there }: Person): string {
  if (!here || !there || key === 'same' || roles === key) return words[roles];
  return roles === 'same' ? `口令${words[key]}` : `岗位${words[roles]}，口令${words[key]}`;
}
