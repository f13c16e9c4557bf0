import { endOfMark, isEndDay, readTerm } from './markTerm.ts';
import type { Mark } from './proposeMarking.ts';

export interface MarkDays {
  readonly decidedOn: string;
  readonly liftDate?: string | undefined;
  readonly reviewOn?: string | undefined;
}

/** What does not fit together in the days of a record. `today` is YYYY-MM-DD. */
export type DayFault =
  | { readonly kind: 'decidedLater' | 'liftedBefore' | 'liftedThoughUnlimited' | 'reviewedBefore' }
  /** The day on which the term ends, which is another one than the day named. */
  | { readonly kind: 'liftedOtherwise'; readonly ends: string };

/** Undefined where the days of a record follow its term and each other. */
export function dayFault(
  mark: Omit<Mark, 'decidedOn'>,
  { decidedOn, liftDate, reviewOn }: MarkDays,
  today: string,
): DayFault | undefined {
  if (decidedOn > today) return { kind: 'decidedLater' };
  const ends = endOfMark({ ...mark, decidedOn });
  if (isEndDay(ends) && liftDate !== undefined && liftDate !== ends) return { kind: 'liftedOtherwise', ends };
  if (liftDate !== undefined && readTerm(mark.term)?.kind === 'unlimited') return { kind: 'liftedThoughUnlimited' };
  const lifted = liftDate ?? (isEndDay(ends) ? ends : undefined);
  if (lifted !== undefined && lifted < decidedOn) return { kind: 'liftedBefore' };
  if (reviewOn !== undefined && (reviewOn < today || reviewOn < decidedOn)) return { kind: 'reviewedBefore' };
  return undefined;
}
