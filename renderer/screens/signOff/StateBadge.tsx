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

/** The word for where an issue stands: `name` is what that is called in its own flow. */
export function StateBadge({ state, name }: { readonly state: IssueState; readonly name?: string }) {
  return <Badge kind={kinds[state]}>{name ?? issueStateNames[state]}</Badge>;
}
