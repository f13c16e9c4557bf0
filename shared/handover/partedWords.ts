import type { CommandOutput } from '#shared/contract/contract.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { isToBeChosen, type Parting, type Side } from './parting.ts';

type PartedPerson = NonNullable<CommandOutput<'readPartedRoles'>>['people'][number];

/** Whose side something takes once it is settled, in the window and on the command line. */
export const takenWords = {
  here: '照本机',
  there: (machine: string) => `照“${machine}”`,
  choose: '请选照哪一台',
} as const;

/** What one of two machines says of a person whom either has changed. */
export function stateText(person: PartedPerson, side: Side): string {
  const state = person[side];
  if (!state) return '没有这个人';
  if (state.hasLeft) return '已离任';
  const held = state.roles.length === 0 ? '没有岗位' : state.roles.map((role) => roleNames[role]).join('、');
  // Whoever is new on one side has a first key there, which is nothing to tell.
  const isRenewed = (person.key === side || person.key === 'choose') && person.here && person.there;
  return isRenewed ? `${held}；用恢复码重设过口令` : held;
}

/** Which of the two the person is like once it is settled. */
export function takenText(person: PartedPerson, machine: string): string {
  const { roles, key, here, there } = person;
  if (isToBeChosen(person)) return takenWords.choose;
  const ofRoles = roles === 'same' ? undefined : sideText(roles, machine);
  const ofKey = key === 'same' ? undefined : sideText(key, machine);
  if (!here || !there || ofRoles === ofKey) return ofRoles ?? ofKey ?? '';
  return [...(ofRoles === undefined ? [] : [`岗位${ofRoles}`]), ...(ofKey === undefined ? [] : [`口令${ofKey}`])].join(
    '，',
  );
}

export function sideText(side: Exclude<Parting, 'same'>, machine: string): string {
  return side === 'there' ? takenWords.there(machine) : takenWords[side];
}
