import { type Delegation, findStep } from './delegation.ts';
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

/** In whose right a person may answer a request: the own, or by which delegation. */
export function answersRecall(
  place: IssuePlace,
  actor: Actor,
  delegations: readonly Delegation[],
): 'own' | Delegation | undefined {
  if (mayAnswerRecall(place, actor)) return 'own';
  return delegations.find((delegation) => {
    if (!mayAnswerRecall(place, delegation.principal)) return false;
    const step = findStep(place, { action: 'return', actor, reason: '-' }, [delegation]);
    return typeof step === 'object' && step.delegation !== undefined;
  });
}
