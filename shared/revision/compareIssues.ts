import { type Article, type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { RevisionStep } from './changeAuthors.ts';
import { type ArticleComparison, compareArticles } from './compareArticles.ts';
import { differences } from './differences.ts';
import { type ListedChange, listChanges } from './listChanges.ts';
import { type MakeUpChange, makeUpChanges } from './makeUpChanges.ts';
import { type Moved, movedChanges } from './movedChanges.ts';

/** An article that is not what it was, or not where it was. */
export interface ArticleOfIssueChange {
  readonly articleId: string;
  readonly title: string;
  /** What it was called, where that was something else. */
  readonly formerTitle?: string;
  readonly kind: 'changed' | 'added' | 'withdrawn' | 'moved';
  /** It stands between other articles than before; the places are counted from 1. */
  readonly place?: { readonly before: number; readonly after: number };
  /** Against nothing, where it was added or withdrawn. */
  readonly comparison: ArticleComparison;
  /** Empty where the article was added, withdrawn or only moved. */
  readonly changes: readonly (ListedChange & { readonly moved?: Moved })[];
}

/** What two versions of an issue differ in. */
export interface IssueChanges {
  /** In the order they print; those withdrawn where they stood. */
  readonly articles: readonly ArticleOfIssueChange[];
  readonly makeUp: readonly MakeUpChange[];
}

const nothing: ArticleContent = { title: [], source: null, body: [] };

/**
 * Every difference between two versions of an issue, article by article and beside them. `stepsOf` gives the texts an
 * article had on the way, the last of them the later one; it tells whose the changes are.
 */
export function compareIssues(
  before: IssueDocument,
  after: IssueDocument,
  stepsOf: (articleId: string) => readonly RevisionStep[],
): IssueChanges {
  const former = new Map(before.articles.map((article, index) => [article.id, { article, place: index + 1 }]));
  const later = new Set(after.articles.map(({ id }) => id));
  const isMoved = movedArticles(before, after);
  const articles: ArticleOfIssueChange[] = [];
  const withdrawnUpTo = (end: number) => {
    for (; next < end; next += 1) {
      const article = before.articles[next];
      if (article && !later.has(article.id)) articles.push(withdrawn(article));
    }
  };
  let next = 0;
  for (const [index, article] of after.articles.entries()) {
    const known = former.get(article.id);
    if (!known) {
      articles.push(added(article));
      continue;
    }
    if (!isMoved(article.id)) withdrawnUpTo(known.place);
    const place = isMoved(article.id) ? { before: known.place, after: index + 1 } : undefined;
    const changed = changedArticle(known.article, article, stepsOf(article.id), place);
    if (changed) articles.push(changed);
  }
  withdrawnUpTo(before.articles.length);
  return { articles, makeUp: makeUpChanges(before, after) };
}

/** Which articles changed their place among those that are in both: the fewest that explain the new order. */
function movedArticles(before: IssueDocument, after: IssueDocument): (id: string) => boolean {
  const idsOf = (one: IssueDocument, other: IssueDocument) => {
    const there = new Set(other.articles.map(({ id }) => id));
    return one.articles.map(({ id }) => id).filter((id) => there.has(id));
  };
  const [left, right] = [idsOf(before, after), idsOf(after, before)];
  const found = new Set(
    differences(left, right).flatMap(({ afterStart, afterEnd }) => right.slice(afterStart, afterEnd)),
  );
  return (id) => found.has(id);
}

function changedArticle(
  { id, ...before }: Article,
  { id: _same, ...after }: Article,
  steps: readonly RevisionStep[],
  place: ArticleOfIssueChange['place'],
): ArticleOfIssueChange | undefined {
  const comparison = compareArticles(before, after);
  if (comparison.changes.length === 0 && !place) return undefined;
  const listed = listChanges(comparison, before, steps);
  const moved = movedChanges(listed);
  const [was, is] = [titleInOneLine(before.title), titleInOneLine(after.title)];
  return {
    articleId: id,
    title: is,
    ...(was === is ? {} : { formerTitle: was }),
    kind: listed.length > 0 ? 'changed' : 'moved',
    ...(place ? { place } : {}),
    comparison,
    changes: listed.map((change, index) => {
      const way = moved.get(index);
      return way ? { ...change, moved: way } : change;
    }),
  };
}

function added({ id, ...content }: Article): ArticleOfIssueChange {
  const comparison = compareArticles(nothing, content);
  return { articleId: id, title: titleInOneLine(content.title), kind: 'added', comparison, changes: [] };
}

function withdrawn({ id, ...content }: Article): ArticleOfIssueChange {
  const comparison = compareArticles(content, nothing);
  return { articleId: id, title: titleInOneLine(content.title), kind: 'withdrawn', comparison, changes: [] };
}
