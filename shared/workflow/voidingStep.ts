import type { SignOffStep } from '#shared/issue/issueDocument.ts';
import type { IssueAction, IssueState } from './issueWorkflow.ts';

/** By whom something was done, and in whose place. */
interface InRight {
  readonly person: string;
  readonly onBehalfOf: string | null;
}

interface GivenSignature extends InRight {
  readonly kind: SignOffStep;
  readonly station: number;
}

interface LaterStep extends InRight {
  readonly action: IssueAction;
  readonly toState: IssueState;
  readonly toStation: number;
}

/** The first of the steps after a signature that makes it void, as the base does when the step is taken; undefined where it counts. */
export function voidingStep<Step extends LaterStep>(
  { kind, station, ...given }: GivenSignature,
  later: readonly Step[],
): Step | undefined {
  return later.find(({ action, toState, toStation, ...by }) => {
    if (toState === 'drafting' || action === 'correct') return true;
    if (action === 'return') return station >= toStation;
    if (action !== 'recall') return false;
    // Of several who sign together each takes back the own signature and no other.
    return station > toStation || (station === toStation && (kind !== 'countersigner' || isInOneRight(given, by)));
  });
}

function isInOneRight(one: InRight, other: InRight): boolean {
  return one.person === other.person || (one.onBehalfOf ?? one.person) === (other.onBehalfOf ?? other.person);
}
