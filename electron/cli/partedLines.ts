import type { CommandOutput } from '#shared/contract/contract.ts';
import { sideText, stateText, takenText } from '#shared/handover/partedWords.ts';

/** What each of two machines has changed of people and roles, a line a person; nothing where they have not parted. */
export function partedLines(parted: CommandOutput<'readPartedRoles'>): readonly string[] {
  if (!parted) return [];
  const { machine, people, recovery, seen } = parted;
  return [
    `本机和“${machine}”各自改了人员和岗位：`,
    // The options take the names that people sign in with.
    ...people.map((one) => {
      const states = `本机${stateText(one, 'here')}，“${machine}”${stateText(one, 'there')}`;
      return `  ${one.name}（${one.personId}）：${states}；${takenText(one, machine)}`;
    }),
    ...(recovery === 'same' ? [] : [`  恢复码：${sideText(recovery, machine)}`]),
    `看过以后定下，加 --settle ${seen.slice(0, 16)}`,
  ];
}
