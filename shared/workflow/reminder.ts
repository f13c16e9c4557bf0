import type { Actor } from './flow.ts';
import { type IssuePlace, type IssueState, isTurnOf } from './issueWorkflow.ts';

/** One person reminds of one issue at most once in so many hours. The base holds the same number. */
export const reminderPauseHours = 4;

const waiting: readonly IssueState[] = ['inReview', 'awaitingConfirmation', 'awaitingRelease', 'released', 'printed'];

/** Whether a person handed the issue on and now waits for others: the person's signature counts, or the last step is the person's. */
export function mayRemind(place: IssuePlace, actor: Actor, lastStepBy: string | undefined): boolean {
  if (!waiting.includes(place.state) || isTurnOf(place, actor)) return false;
  return lastStepBy === actor.id || place.signed.some(({ personId }) => personId === actor.id);
}

/** When a person may remind again, ISO 8601; undefined where that is now. A clock that was set back shortens nothing. */
export function remindsAgainAt(last: string | undefined, now: string): string | undefined {
  if (last === undefined) return undefined;
  const again = Date.parse(last) + reminderPauseHours * 3_600_000;
  return Date.parse(now) < again ? new Date(again).toISOString() : undefined;
}
