import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { Actor } from '#shared/workflow/flow.ts';
import { findIssueTransition, type IssueAction, type IssuePlace } from '#shared/workflow/issueWorkflow.ts';

type Standing = Pick<WholeIssue, 'summary' | 'flow'> & Partial<Pick<WholeIssue, 'signOffs' | 'openedAt' | 'steps'>>;

/** Where an issue stands, as the flow judges it. */
export function placeOf({ summary, flow, signOffs = [], openedAt, steps = [] }: Standing): IssuePlace {
  return {
    flow,
    state: summary.state,
    station: summary.station,
    signed: signOffs.filter(({ voidReason }) => voidReason === undefined),
    opened: openedAt !== undefined,
    correctedBy: summary.state === 'awaitingConfirmation' ? steps.at(-1)?.personId : undefined,
  };
}

/** Whether the flow lets a person take a step; the office judges anew, this only decides what is shown. */
export function mayTake(issue: Standing, actor: Actor, action: IssueAction): boolean {
  // What is on another machine is worked on there.
  if (issue.summary.lending) return false;
  return typeof findIssueTransition(placeOf(issue), { action, actor, reason: '-' }) === 'object';
}
