import type { HandoverReason } from './handoverRefusal.ts';
import type { PackagePlace } from './packageManifest.ts';

/** The last package of a sender about an issue that was taken in here. */
export interface LastPackage {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Why a package cannot follow what is here: by its place in the chain alone, as clocks may be wrong. `isKnown`: this very
 * package was taken in before. `numbers` are those that have to come first, unless they are given up.
 */
export function chainRefusal(
  { sequence, previous }: Omit<PackagePlace, 'card'>,
  last: LastPackage | undefined,
  isKnown: boolean,
  isGapGivenUp = false,
): { readonly reason: HandoverReason; readonly numbers?: readonly number[] } | undefined {
  if (isKnown) return { reason: 'replayed' };
  const reached = last?.sequence ?? 0;
  if (sequence <= reached) return { reason: 'older' };
  if (sequence > reached + 1) {
    if (isGapGivenUp) return undefined;
    const missing = Math.min(sequence - reached - 1, 100);
    return { reason: 'gap', numbers: Array.from({ length: missing }, (_, index) => reached + 1 + index) };
  }
  return previous === (last?.hash ?? null) ? undefined : { reason: 'chainBroken' };
}

/** Days by which a package's clock is before or after this one's; 0 where it is less than a day. It is told, and decides nothing. */
export function daysApart(at: string, now: Date): number {
  return Math.trunc((Date.parse(at) - now.getTime()) / 86_400_000) + 0;
}
