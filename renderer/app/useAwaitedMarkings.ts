import type { MarkingAwaited } from '#shared/contract/markingCommands.ts';
import { office } from './office.ts';
import { oncePerTask } from './oncePerTask.ts';
import { useSignedIn } from './session.ts';
import { useAnswer } from './useAnswer.ts';

/** The rail counts them and the desk lists them, on the same events. */
const askAwaited = oncePerTask(() => office.listMarkingsAwaited({}));

/** The records that wait for whoever is signed in, where that person reads manuscripts. */
export function useAwaitedMarkings(): readonly MarkingAwaited[] {
  const { readsContent } = useSignedIn().person;
  const awaited = useAnswer(
    `markings-awaited-${readsContent}`,
    async () => (readsContent ? askAwaited() : { ok: true as const, value: [] }),
    ['markings', 'issues', 'articles'],
  );
  return awaited.value ?? [];
}
