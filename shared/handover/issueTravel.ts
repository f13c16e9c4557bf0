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
 * same signed issue stays as it is where it is worked on; else the way counts that a person took back as lost, else the one
 * whose own way begins with the lower hash. So all machines come to the same.
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
    return !here.isHere || (isOwn && coming.step >= here.step) ? 'forkWins' : 'forkLoses';
  }
  if (coming.signed !== undefined) return 'forkWins';
  if (!theirs) return 'older';
  if (here.signed !== undefined) return 'forkLoses';
  // A machine that was set back has sent it twice. Nobody can say which counts, but it has to be the same one everywhere:
  // else each keeps its own, and handed over between them the issue is worked on nowhere.
  const isLost = (leg: typeof theirs) => leg.kind === 'lost';
  if (ours && (isLost(ours) === isLost(theirs) ? ours.hash < theirs.hash : isLost(ours))) return 'forkLoses';
  return here.isHere && here.hasSignatures && !isOwn ? 'signedHere' : 'forkWins';
}

function commonLegs(left: IssueHere['legs'], right: IssueHere['legs']): number {
  const apart = left.findIndex(({ hash: one }, index) => one !== right[index]?.hash);
  return apart < 0 ? left.length : apart;
}
