import type { IssueState } from '#shared/workflow/issueWorkflow.ts';
import type { NoticeKind } from '../../ui/Notice.tsx';

/** The colour that goes with the word of a state. */
export const issueBadge: Readonly<Record<IssueState, NoticeKind | 'plain'>> = {
  drafting: 'plain',
  inReview: 'info',
  awaitingConfirmation: 'warn',
  awaitingRelease: 'info',
  released: 'ok',
  printed: 'ok',
  archived: 'plain',
  void: 'error',
};
