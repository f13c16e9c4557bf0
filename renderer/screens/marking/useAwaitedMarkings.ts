import type { MarkingAwaited } from '#shared/contract/markingCommands.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/** The records that wait for whoever is signed in, where that person reads manuscripts. */
export function useAwaitedMarkings(): readonly MarkingAwaited[] {
  const { readsContent } = useSignedIn().person;
  const awaited = useAnswer(
    `markings-awaited-${readsContent}`,
    async () => (readsContent ? office.listMarkingsAwaited({}) : { ok: true as const, value: [] }),
    ['markings', 'issues', 'articles'],
  );
  return awaited.value ?? [];
}
