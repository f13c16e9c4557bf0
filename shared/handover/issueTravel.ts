import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';

/**
 * One leg of an issue's way between machines: sent with a package; given back on a demand; or taken back as lost without the
 * machine that had it. Every machine that holds the issue has the same line of legs, as far as it has heard.
 */
export const IssueLeg = z.strictObject({
  kind: z.enum(['sent', 'cancelled', 'lost']),
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
  /** What was signed at 签发, by its digest; undefined before. */
  readonly signed: string | undefined;
  /** How many steps it has taken: 印发 and 归档 come after 签发. */
  readonly step: number;
}

export interface IssueComing extends Omit<IssueHere, 'isHere'> {
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
 * Which of two states of an issue counts, by their ways and what was signed alone, as clocks may be wrong. Where the ways
 * part, a signed state counts before an unsigned one and of the same signed issue the one that has come further; else the
 * one that a person took back as lost, else the one whose own way begins with the lower hash. So all machines come to the same.
 */
export function arrivalOf(here: IssueHere | undefined, coming: IssueComing): Arrival {
  if (!here) return 'newer';
  const common = commonLegs(here.legs, coming.legs);
  const isBehind = common === coming.legs.length;
  if (isBehind && common === here.legs.length && coming.isCopy && !here.isHere) return 'newer';
  if (!isBehind && common === here.legs.length && !here.isHere) return 'newer';
  if (here.signed !== undefined && coming.signed !== undefined) {
    if (here.signed !== coming.signed) return isBehind ? 'older' : 'bothSigned';
    if (coming.step !== here.step) return coming.step > here.step ? 'forkWins' : isBehind ? 'older' : 'forkLoses';
  } else if (coming.signed !== undefined) return 'forkWins';
  else if (here.signed !== undefined) return isBehind ? 'older' : 'forkLoses';
  if (isBehind) return 'older';
  const [ours, theirs] = [here.legs[common], coming.legs[common]];
  // It is here, and yet it went on from here: this machine was set back, and what went on counts.
  if (!ours || !theirs) return 'forkWins';
  if ((ours.kind === 'lost') !== (theirs.kind === 'lost')) return ours.kind === 'lost' ? 'forkLoses' : 'forkWins';
  // A machine that was set back has sent it twice. Nobody can say which counts, but it has to be the same one everywhere:
  // else each keeps its own, and handed over between them the issue is worked on nowhere.
  return ours.hash < theirs.hash ? 'forkLoses' : 'forkWins';
}

function commonLegs(left: IssueHere['legs'], right: IssueHere['legs']): number {
  const apart = left.findIndex(({ hash: one }, index) => one !== right[index]?.hash);
  return apart < 0 ? left.length : apart;
}
