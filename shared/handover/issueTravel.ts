import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';

export const legKinds = ['sent', 'cancelled', 'lost'] as const;

/**
 * One leg of an issue's way between machines: sent with a package; given back on a demand; or taken back as lost without the
 * machine that had it. Every machine that holds the issue has the same line of legs, as far as it has heard.
 */
export const IssueLeg = z.strictObject({
  kind: z.enum(legKinds),
  /** The package, the demand, or a number of chance: no two legs have the same. */
  hash,
  from: hash,
  to: hash,
  at: z.iso.datetime(),
});
export type IssueLeg = z.infer<typeof IssueLeg>;

/** An issue as it stands on a machine. */
export interface IssueHere {
  readonly legs: readonly Pick<IssueLeg, 'kind' | 'hash'>[];
  /** Whether it is worked on here. */
  readonly isHere: boolean;
  /** 已签发 or beyond, void after it included. */
  readonly isSigned: boolean;
}

export interface IssueComing extends Pick<IssueHere, 'legs' | 'isSigned'> {
  /** It comes to be read: there is no leg to this machine. */
  readonly isCopy: boolean;
}

/** What an issue that comes is to the one that is here. */
export type Arrival =
  /** There is none here, or it comes from further along the same way: it takes the place of what is here. */
  | 'newer'
  /** What is here has come further on the same way. */
  | 'older'
  /** Both went on from the same place. What comes counts, and what was written here is kept beside it. */
  | 'forkWins'
  /** Both went on from the same place. What is here counts, and what comes is kept beside it. */
  | 'forkLoses'
  /** Both were signed: nobody puts that together. */
  | 'bothSigned';

/**
 * Which of two states of an issue counts, by their ways alone, as clocks may be wrong. Where the ways part, a signed state
 * counts before an unsigned one, else the one that a person took back as lost; so all machines come to the same.
 */
export function arrivalOf(here: IssueHere | undefined, coming: IssueComing): Arrival {
  if (!here) return 'newer';
  const common = commonLegs(here.legs, coming.legs);
  if (common === coming.legs.length) {
    const isAgain = common === here.legs.length && coming.isCopy && !here.isHere;
    return isAgain ? 'newer' : 'older';
  }
  if (common === here.legs.length && !here.isHere) return 'newer';
  if (here.isSigned && coming.isSigned) return 'bothSigned';
  if (here.isSigned) return 'forkLoses';
  if (coming.isSigned) return 'forkWins';
  const [ours, theirs] = [here.legs[common], coming.legs[common]];
  // It is here, and yet it went on from here: this machine was set back, and what went on counts.
  if (!ours) return 'forkWins';
  if (ours.kind === 'lost') return 'forkLoses';
  return theirs?.kind === 'lost' ? 'forkWins' : 'forkLoses';
}

function commonLegs(left: IssueHere['legs'], right: IssueHere['legs']): number {
  const apart = left.findIndex(({ hash: one }, index) => one !== right[index]?.hash);
  return apart < 0 ? left.length : apart;
}
