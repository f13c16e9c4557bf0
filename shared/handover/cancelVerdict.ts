/** Why 取回 comes too late. */
export const cancelReasons = [
  /** Somebody there has opened it. */
  'opened',
  /** It was worked on there. */
  'changed',
  /** It went on from there. */
  'passedOn',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** What became of a lent issue at the machine that is asked to give it back. */
export interface AskedBack {
  /** Where the package that lent it out stands there: not taken, the last that moved the issue, or followed by others. */
  readonly package: 'absent' | 'last' | 'followed';
  readonly isOpened: boolean;
  readonly isChanged: boolean;
}

/**
 * Whether a machine gives an issue back that it is asked for: as long as nobody there has looked at it. What has not come yet
 * is given back as well, and is not taken any more when it comes. Gives why not.
 */
export function cancelVerdict({ package: place, isOpened, isChanged }: AskedBack): CancelReason | undefined {
  if (place === 'absent') return undefined;
  if (place === 'followed') return 'passedOn';
  if (isChanged) return 'changed';
  return isOpened ? 'opened' : undefined;
}
