import type { IssueLeg } from './issueLeg.ts';

/** An issue as it stands on a machine. */
export interface IssueHere {
  readonly legs: readonly Pick<IssueLeg, 'kind' | 'hash'>[];
  /** Whether it is worked on here. */
  readonly isHere: boolean;
  /** What was signed at 签发, by its digest; undefined before. */
  readonly signed: string | undefined;
  /** Whether somebody has signed what stands here, and that counts. */
  readonly hasSignatures: boolean;
  /** How many steps it has taken: 印发 and 归档 come after 签发. */
  readonly step: number;
}

export interface IssueComing extends Omit<IssueHere, 'isHere' | 'hasSignatures'> {
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
  /** Both went on from the same place, what comes counts, and yet people have signed what is here: one of them has to return it. */
  | 'signedHere'
  /** Both were signed: nobody puts that together. */
  | 'bothSigned';

/**
 * Which of two states of an issue counts, by their ways and what was signed alone, as clocks may be wrong. The ways are proved
 * already. What comes from further along our own way counts, as the machine that had it last has signed that it went on, or
 * whoever had lent it to that one that it was lost. Where the ways part, a signed state counts before an unsigned one; the
 * same signed issue stays as it is where it is worked on; else that counts which came by the way that does. So all machines
 * come to the same.
 */
export function arrivalOf(here: IssueHere | undefined, coming: IssueComing): Arrival {
  if (!here) return 'newer';
  const common = commonLegs(here.legs, coming.legs);
  const [ours, theirs] = [here.legs[common], coming.legs[common]];
  if (!theirs && !ours && coming.isCopy && !here.isHere) return 'newer';
  if (theirs && !ours && !here.isHere) return 'newer';
  // Where it is here all the same, this machine has signed that it gave the issue away, and was set back since.
  const isOwn = theirs !== undefined && !ours && theirs.kind !== 'lost';
  if (here.signed !== undefined && coming.signed !== undefined) {
    if (here.signed !== coming.signed) return theirs ? 'bothSigned' : 'older';
    if (!theirs) return 'older';
    const isReplaced = here.isHere ? isOwn && coming.step >= here.step : countsBefore(coming.legs, here.legs);
    return isReplaced ? 'forkWins' : 'forkLoses';
  }
  if (coming.signed !== undefined) return 'forkWins';
  if (!theirs) return 'older';
  if (here.signed !== undefined) return 'forkLoses';
  if (!countsBefore(coming.legs, here.legs)) return 'forkLoses';
  return here.isHere && here.hasSignatures && !isOwn ? 'signedHere' : 'forkWins';
}

/**
 * Which of two ways counts: the one that goes on from the other; where they part, the one that a person took back as lost,
 * else, as a machine that was set back has sent it twice, the one whose own part begins with the lower hash. Nobody can say
 * which is right, but it has to be the same one everywhere: else each machine keeps its own, and handed over between them the
 * issue is worked on nowhere.
 */
export function countsBefore(one: IssueHere['legs'], other: IssueHere['legs']): boolean {
  const common = commonLegs(other, one);
  const [ours, theirs] = [one[common], other[common]];
  if (!ours || !theirs) return ours !== undefined;
  const isLost = ({ kind }: typeof ours) => kind === 'lost';
  return isLost(ours) === isLost(theirs) ? ours.hash < theirs.hash : isLost(ours);
}

function commonLegs(left: IssueHere['legs'], right: IssueHere['legs']): number {
  const apart = left.findIndex(({ hash: one }, index) => one !== right[index]?.hash);
  return apart < 0 ? left.length : apart;
}
