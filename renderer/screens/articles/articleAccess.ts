import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { articles as strings } from '../../strings/articles.ts';

export interface ArticleAccess {
  readonly isReadOnly: boolean;
  /** Why it can only be read. */
  readonly reason?: string;
  readonly mayFinalize: boolean;
  readonly mayReopen: boolean;
  /** Another person who has not finished writing it: to write in it, it is taken over first. */
  readonly holder?: NonNullable<ArticleSummary['writing']>;
}

/** What the person before the window can do with an article; the office decides, this only says it beforehand. */
export function articleAccess(
  article: Pick<ArticleSummary, 'state' | 'issueId' | 'writing'>,
  issues: readonly Pick<IssueSummary, 'id' | 'state'>[],
  isEditor: boolean,
  personId: string,
): ArticleAccess {
  const closed = { isReadOnly: true, mayFinalize: false, mayReopen: false };
  if (!isEditor) return { ...closed, reason: strings.roleReason };
  const issue = issues.find(({ id }) => id === article.issueId);
  if (issue && issue.state !== 'drafting') return { ...closed, reason: strings.handedOverReason };
  if (article.state === 'final') return { ...closed, reason: strings.finalReason, mayReopen: true };
  const { writing } = article;
  if (writing && writing.personId !== personId) return { ...closed, holder: writing };
  return { isReadOnly: false, mayFinalize: true, mayReopen: false };
}
