import type { IssueLeg } from './issueLeg.ts';

type Leg = Pick<IssueLeg, 'kind' | 'hash' | 'from' | 'to'>;

export interface WayComing<One extends Leg> {
  readonly legs: readonly One[];
  /** The issue stays with the sender. */
  readonly isCopy: boolean;
  readonly sender: string;
  /** To whom the issue goes. */
  readonly holder: string;
}

export interface WayHere {
  readonly legs: readonly Leg[];
  /** Where there is no leg yet: whether the issue can have begun at this machine, as far as is known here. */
  readonly mayHaveBegunAt: (machine: string) => boolean;
}

/** Why the way that an issue is said to have come is not believed. */
export type WayFault =
  /** A leg does not follow the one before it, or is not of the machine that it says had the issue. */
  | 'broken'
  /** Told whole it does not lead from where the issue began to whoever sends it. */
  | 'neverHad';

/**
 * Whether an issue can have come to its sender as it says: each leg follows the one before and was signed by the machine that
 * had the issue, the last leads to the sender or, with an issue that moves on, from it to the receiver; and it began where
 * the way begins that is known here. So a machine that never had an issue can replace it nowhere.
 */
export function wayFault<One extends Leg>(
  { legs, isCopy, sender, holder }: WayComing<One>,
  here: WayHere | undefined,
  isProved: (leg: One, number: number, before: One | undefined) => boolean,
): WayFault | undefined {
  for (const [index, leg] of legs.entries()) {
    const before = legs[index - 1];
    if (!follows(leg, before) || !isProved(leg, index + 1, before)) return 'broken';
  }
  const last = legs.at(-1);
  const isSenders = isCopy
    ? (last?.to ?? sender) === sender
    : last?.kind === 'sent' && last.from === sender && last.to === holder;
  if (!isSenders) return 'neverHad';
  if (!here) return undefined;
  const began = legs[0]?.from ?? sender;
  const [first] = here.legs;
  return (first ? began === first.from : here.mayHaveBegunAt(began)) ? undefined : 'neverHad';
}

/** Whether a leg can come after another: only whoever has the issue sends it, and only what was sent is given or taken back. */
function follows({ kind, from, to }: Leg, before: Leg | undefined): boolean {
  switch (kind) {
    case 'sent':
      return from !== to && (before === undefined || from === before.to);
    case 'cancelled':
      return before?.kind === 'sent' && from === before.to && to === before.from;
    case 'lost':
      // Of an issue that was lent out before ways were on record there is no leg.
      return from === to && (before === undefined || (before.kind === 'sent' && from === before.from));
    default:
      return kind satisfies never;
  }
}
