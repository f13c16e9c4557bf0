import type { Period } from '#shared/statistics/period.ts';
import { createStore, useStore } from '../../app/store.ts';

/** The period that was looked at last; this year at first. */
const chosen = createStore<Period>({ kind: 'year', year: new Date().getFullYear() });

export function usePeriod(): readonly [Period, (period: Period) => void] {
  return [useStore(chosen), chosen.set];
}
