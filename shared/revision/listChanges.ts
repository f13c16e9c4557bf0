import type { ArticleContent } from '#shared/issue/article.ts';
import { type Authorship, changeAuthors, type RevisionStep } from './changeAuthors.ts';
import type { ArticleComparison } from './compareArticles.ts';
import { type ChangeDescription, describeChange } from './describeChange.ts';

/** A change as a list tells it: its number in the comparison, what it is, whose it is. */
export interface ListedChange extends ChangeDescription {
  readonly number: number;
  readonly authors: readonly Authorship[];
}

/** Every change of a comparison with `base`, in reading order, and who made it in which of `steps`. */
export function listChanges(
  comparison: ArticleComparison,
  base: ArticleContent,
  steps: readonly RevisionStep[],
): readonly ListedChange[] {
  const authors = changeAuthors(comparison, base, steps);
  return comparison.changes.map((_change, number) => ({
    number,
    authors: authors[number] ?? [],
    ...describeChange(comparison, number),
  }));
}
