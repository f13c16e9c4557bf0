import { type IssueState, issueStateNames } from '#shared/workflow/issueWorkflow.ts';
import { Badge, type NoticeKind } from '../../ui/Notice.tsx';

const kinds: Readonly<Record<IssueState, NoticeKind | 'plain'>> = {
  drafting: 'plain',
  inReview: 'info',
  awaitingConfirmation: 'warn',
  awaitingRelease: 'info',
  released: 'ok',
  printed: 'ok',
  archived: 'plain',
  void: 'error',
};

/** The word for where an issue stands. */
export function StateBadge({ state }: { readonly state: IssueState }) {
  return <Badge kind={kinds[state]}>{issueStateNames[state]}</Badge>;
}
