import type { MarkingDue } from '#shared/contract/markingCommands.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/** What is due, for those who may know; told on reading, so that nothing runs by itself. */
export function useDueMarkings(mayKnow: boolean): readonly MarkingDue[] {
  const due = useAnswer(
    `markings-due-${mayKnow}`,
    async () => (mayKnow ? office.listMarkingsDue({}) : { ok: true as const, value: [] }),
    ['markings', 'issues'],
  );
  return due.value ?? [];
}
