import type { Actor } from './flow.ts';
import { findIssueTransition, type IssuePlace, isTurnOf } from './issueWorkflow.ts';

/** Whether a person who could have taken the issue back until it was opened may ask for it now. */
export function mayRequestRecall(place: IssuePlace, actor: Actor): boolean {
  if (!place.opened || isTurnOf(place, actor)) return false;
  return typeof findIssueTransition({ ...place, opened: false }, { action: 'recall', actor }) === 'object';
}

/** Whether a request waits for this person: whoever has the turn and can return the issue. */
export function mayAnswerRecall(place: IssuePlace, actor: Actor): boolean {
  return (
    isTurnOf(place, actor) && typeof findIssueTransition(place, { action: 'return', actor, reason: '-' }) === 'object'
  );
}
