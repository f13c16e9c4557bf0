import type { CommandOutput } from '#shared/contract/contract.ts';
import type { PlaceName } from './navigation.ts';
import { office } from './office.ts';
import { useSignedIn } from './session.ts';
import { useAnswer } from './useAnswer.ts';
import { useAwaitedMarkings } from './useAwaitedMarkings.ts';

type IssueSummary = CommandOutput<'listIssues'>[number];

/** The issues whose next step is this person's, longest waiting first. */
export function waitingFor(issues: readonly IssueSummary[]): readonly IssueSummary[] {
  return issues
    .filter(({ turn, state }) => turn?.isMine && state !== 'drafting')
    .toSorted((left, right) => (left.since < right.since ? -1 : 1));
}

/** How many things wait in each place for the person who is signed in. */
export function useWaiting(): Partial<Readonly<Record<PlaceName, number>>> {
  const { person } = useSignedIn();
  const reads = person.readsContent;
  const manuscripts = useAnswer(
    `waiting-manuscripts-${reads}`,
    async () => (reads ? office.listManuscripts({ state: 'received' }) : { ok: true as const, value: [] }),
    ['manuscripts'],
  );
  const issues = useAnswer(
    `waiting-issues-${reads}`,
    async () => (reads ? office.listIssues({}) : { ok: true as const, value: [] }),
    ['issues'],
  );
  const markings = useAwaitedMarkings();
  return {
    manuscripts: person.roles.includes('editor') ? (manuscripts.value?.length ?? 0) : 0,
    issues: person.roles.includes('editor')
      ? (issues.value?.filter(({ state }) => state === 'drafting').length ?? 0)
      : 0,
    signOff: waitingFor(issues.value ?? []).length + markings.length,
  };
}
