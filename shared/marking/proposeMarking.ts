import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markRank, rankNumber } from './markRank.ts';
import { dayTerm, endOfMark, isEndDay, lawfulYears } from './markTerm.ts';

export type Mark = Pick<MarkingDecision, 'kind' | 'term' | 'decidedOn'>;

/**
 * What a whole has to carry that is put together from parts with these marks: the highest of their kinds, and the term of
 * the one that ends last, whichever part each comes from. Where the day is known on which the whole is decided and a span
 * from then on would end on another day, the term is the day itself. Undefined where no part is marked. Of equals the
 * first one counts.
 */
export function proposeMarking(parts: readonly Mark[], decidedOn?: string): Pick<Mark, 'kind' | 'term'> | undefined {
  const marked = parts.filter(({ kind }) => rankOf(kind) > 0);
  const [first] = marked;
  if (!first) return undefined;
  const { kind } = marked.reduce((best, next) => (rankOf(next.kind) > rankOf(best.kind) ? next : best), first);
  const longest = marked.reduce((best, next) => {
    const [bestEnd, nextEnd] = [endOfMark(best), endOfMark(next)];
    // A term that is written says more than the same one that only the law gives.
    return nextEnd > bestEnd || (nextEnd === bestEnd && best.term === undefined) ? next : best;
  }, first);
  const end = endOfMark(longest);
  const years = lawfulYears(longest.kind);
  // What is not written behind the ★ of the highest kind need not be written here: the law gives it the same.
  const isOfLaw = years === undefined || markRank(longest.kind) === markRank(kind);
  const term = longest.term ?? (isOfLaw ? undefined : `${years}年`);
  const proposed = term === undefined ? { kind } : { kind, term };
  if (decidedOn === undefined || !isEndDay(end) || endOfMark({ ...proposed, decidedOn }) === end) return proposed;
  return { kind, term: dayTerm(end) };
}

/** Whether a mark is lower than the parts of the whole ask for, by its kind or because it ends before one of theirs. */
export function isLowerThan(mark: Mark, parts: readonly Mark[]): boolean {
  return parts.some((part) => rankOf(part.kind) > rankOf(mark.kind) || endsBefore(mark, part));
}

function endsBefore(mark: Mark, part: Mark): boolean {
  return rankOf(part.kind) > 0 && endOfMark(mark) < endOfMark(part);
}

function rankOf(kind: string): number {
  return rankNumber(markRank(kind));
}
