import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { articles as strings } from '../../strings/articles.ts';

export interface ArticleAccess {
  readonly isReadOnly: boolean;
  /** Why it can only be read. */
  readonly reason?: string;
  readonly mayFinalize: boolean;
  readonly mayReopen: boolean;
  readonly mayShelve: boolean;
  readonly mayUnshelve: boolean;
  /** Whether it can go to another machine by itself. */
  readonly mayLend: boolean;
  /** Another person who has not finished writing it: to write in it, it is taken over first. */
  readonly holder?: NonNullable<ArticleSummary['writing']>;
}

/** What the person before the window can do with an article; the office decides, this only says it beforehand. */
export function articleAccess(
  article: Pick<ArticleSummary, 'state' | 'issueId' | 'writing' | 'shelved' | 'lent'>,
  issues: readonly Pick<IssueSummary, 'id' | 'state'>[],
  isEditor: boolean,
  personId: string,
): ArticleAccess {
  const closed = {
    isReadOnly: true,
    mayFinalize: false,
    mayReopen: false,
    mayShelve: false,
    mayUnshelve: false,
    mayLend: false,
  };
  if (!isEditor) return { ...closed, reason: strings.roleReason };
  // Where it is stands above the text, with the way back.
  if (article.lent) return closed;
  const mayLend = article.issueId === undefined;
  if (article.shelved) return { ...closed, reason: strings.shelvedReason, mayUnshelve: true, mayLend };
  const issue = issues.find(({ id }) => id === article.issueId);
  if (issue && issue.state !== 'drafting') return { ...closed, reason: strings.handedOverReason };
  const mayShelve = article.issueId === undefined;
  if (article.state === 'final') return { ...closed, reason: strings.finalReason, mayReopen: true, mayShelve, mayLend };
  const { writing } = article;
  if (writing && writing.personId !== personId) return { ...closed, holder: writing };
  return { ...closed, isReadOnly: false, mayFinalize: true, mayShelve, mayLend };
}
