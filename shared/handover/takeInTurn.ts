import type { Answer } from '#shared/contract/errorCode.ts';

type Refusal = Extract<Answer<unknown>, { readonly ok: false }>;

/** A package whose turn has not come, and how that was said last. */
export interface Waiting<Package> {
  readonly one: Package;
  readonly refusal: Refusal;
}

/**
 * Takes packages one after the other and tells what came of each. One whose turn has not come is tried again after the others:
 * what it follows may be among them. `take` gives undefined where no more is to be taken. Returns what still waits once nothing
 * more can be taken.
 */
export async function takeInTurn<Package, Value>(
  packages: readonly Package[],
  {
    take,
    tell,
  }: {
    readonly take: (one: Package) => Promise<Answer<Value> | undefined>;
    readonly tell: (one: Package, answer: Answer<Value>) => Promise<void> | void;
  },
): Promise<readonly Waiting<Package>[]> {
  let left = packages;
  for (;;) {
    const waiting: Waiting<Package>[] = [];
    for (const one of left) {
      const answer = await take(one);
      if (!answer) return [];
      if (!answer.ok && answer.details?.reason === 'gap') waiting.push({ one, refusal: answer });
      else await tell(one, answer);
    }
    if (waiting.length === 0 || waiting.length === left.length) return waiting;
    left = waiting.map(({ one }) => one);
  }
}
