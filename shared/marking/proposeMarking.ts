import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markRank, rankNumber } from './markRank.ts';
import { termMonths } from './markTerm.ts';

export type Mark = Pick<MarkingDecision, 'kind' | 'term' | 'decidedOn'>;

/**
 * What a whole has to carry that is put together from parts with these marks: the highest of their kinds with the longest
 * of their terms, whichever part each comes from. Undefined where no part is marked. Of equals the first one counts.
 */
export function proposeMarking(parts: readonly Mark[]): Pick<Mark, 'kind' | 'term'> | undefined {
  const marked = parts.filter(({ kind }) => rankOf(kind) > 0);
  const [first] = marked;
  if (!first) return undefined;
  const { kind } = marked.reduce((best, next) => (rankOf(next.kind) > rankOf(best.kind) ? next : best), first);
  const longest = marked.reduce((best, next) => {
    const difference = termMonths(next) - termMonths(best);
    // A term that is written says more than the same one that only the law gives.
    return difference > 0 || (difference === 0 && best.term === undefined) ? next : best;
  }, first);
  const months = termMonths(longest);
  // What is not written behind the ★ of the highest kind need not be written here: the law gives it the same.
  const isOfLaw = months === 0 || markRank(longest.kind) === markRank(kind);
  const term = longest.term ?? (isOfLaw ? undefined : `${months / 12}年`);
  return term === undefined ? { kind } : { kind, term };
}

/** Whether a mark is lower than the parts of the whole ask for, by its kind or by its term. */
export function isLowerThan(mark: Mark, parts: readonly Mark[]): boolean {
  return parts.some((part) => rankOf(part.kind) > rankOf(mark.kind) || isShorter(mark, part));
}

function isShorter(mark: Mark, part: Mark): boolean {
  return rankOf(part.kind) > 0 && termMonths(mark) < termMonths(part);
}

function rankOf(kind: string): number {
  return rankNumber(markRank(kind));
}
