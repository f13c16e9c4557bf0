import type { MarkingRecord } from '#shared/contract/markingCommands.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';

/** What the records of an article or an issue, from the first to the newest, say now: undefined where the newest takes the mark back or was lifted. */
export function liveDecisionOf(records: readonly MarkingRecord[]): MarkingDecision | undefined {
  const newest = records.at(-1);
  return newest?.reviews.some(({ outcome }) => outcome === 'lifted') ? undefined : newest?.decision;
}
