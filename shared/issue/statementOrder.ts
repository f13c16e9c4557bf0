import { z } from 'zod';

/**
 * Borne by every signed statement of a chain: from it on none is earlier than one that it goes on from. Statements of earlier programs
 * have none, as the clock might have been set back between two of them.
 */
export const inOrder = z.literal(true).optional();

/** Whether a moment lies before another, whatever offsets they are written with. */
export function isEarlier(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}

/** When a statement is signed that goes on from others: by the clock, but no earlier than they were, as clocks of two machines differ. */
export function notBefore(now: string, ...before: readonly (string | undefined)[]): string {
  return before.reduce<string>((latest, one) => (one !== undefined && isEarlier(latest, one) ? one : latest), now);
}
