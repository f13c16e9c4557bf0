import type { IssueState } from './issueWorkflow.ts';

/** Whether an issue stands between 送审 and 签发. */
export function isBeingSigned(state: IssueState): boolean {
  return state === 'inReview' || state === 'awaitingConfirmation' || state === 'awaitingRelease';
}
