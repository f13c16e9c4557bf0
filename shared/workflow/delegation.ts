import type { Actor } from './flow.ts';
import {
  findIssueTransition,
  type IssueAction,
  type IssuePlace,
  type IssueStepAllowed,
  isNamedElsewhere,
  isTurnOf,
  type Role,
  type StepRequest,
  type TransitionRefusal,
} from './issueWorkflow.ts';
import { roleConflict, type Staffing } from './roleSeparation.ts';

/** Leave to act at stations in another's place, as it holds at the moment and for the publication of an issue. */
export interface Delegation {
  readonly id: string;
  readonly principal: Actor;
  readonly includesRelease: boolean;
}

/** A step, and by whose leave where the person has no right of the own. */
export interface StepAllowed extends IssueStepAllowed {
  readonly delegation?: Delegation;
}

/** What is done at a station while an issue stands there. */
const turnActions = ['pass', 'countersign', 'correct', 'return', 'release'] as const satisfies IssueAction[];

/**
 * What is done for another: at a station, or to take back what was done there. An issue is never handed over, taken back to
 * the editor, confirmed, printed, archived or void for another.
 */
export const delegatedActions = [...turnActions, 'recall'] as const satisfies IssueAction[];
const actions: readonly IssueAction[] = delegatedActions;

/** The step asked for in the person's own right, else by the first delegation that gives it, or why it is refused. */
export function findStep(
  place: IssuePlace,
  request: StepRequest,
  delegations: readonly Delegation[],
): StepAllowed | TransitionRefusal {
  let refused = findIssueTransition(place, request);
  if (refused !== 'forbidden' || !actions.includes(request.action)) return refused;
  for (const delegation of delegations) {
    const found = findDelegated(place, request, delegation);
    if (typeof found === 'object') return found;
    if (refused === 'forbidden') refused = found;
  }
  return refused;
}

function findDelegated(
  place: IssuePlace,
  request: StepRequest,
  delegation: Delegation,
): StepAllowed | TransitionRefusal {
  const { flow, state, station, signed } = place;
  const { principal, includesRelease } = delegation;
  // What is taken back was done at the station before, and the signature given there is no other's.
  const acted = request.action === 'recall' ? station - 1 : station;
  const kind = flow[acted]?.kind;
  const isAtStation = state === 'inReview' || state === 'awaitingRelease';
  if (!isAtStation || kind === undefined || kind === 'responsibleEditor') return 'forbidden';
  if (kind === 'signer' && !includesRelease) return 'forbidden';
  const step = findIssueTransition(place, { ...request, actor: principal });
  if (step === 'illegalState' || step === 'forbidden') return step;
  const { id } = request.actor;
  const others = request.action === 'recall' ? signed.filter((one) => one.station !== acted) : signed;
  if (others.some(({ personId, onBehalfOf }) => personId === id || onBehalfOf === id)) return 'samePerson';
  if (isNamedElsewhere(flow, acted, id)) return 'namedElsewhere';
  return typeof step === 'string' ? step : { ...step, delegation };
}

/** Whether the next step of an issue is this person's: in the own right, or by which delegation. */
export function turnFor(
  place: IssuePlace,
  actor: Actor,
  delegations: readonly Delegation[],
): 'own' | Delegation | undefined {
  if (isTurnOf(place, actor)) return 'own';
  return delegations.find(
    (delegation) =>
      isTurnOf(place, delegation.principal) &&
      turnActions.some((action) => {
        const step = findStep(place, { action, actor, reason: '-' }, [delegation]);
        return typeof step === 'object' && step.delegation !== undefined;
      }),
  );
}

const reading: readonly Role[] = ['editor', 'reviewer', 'signer', 'archivist'];

/** Whether a person may act for another without holding what has to be held apart; whoever reads no issues may not. */
export function mayBeDelegate(person: Actor, principal: Actor, staffing: Staffing): boolean {
  if (person.id === principal.id || !person.roles.some((role) => reading.includes(role))) return false;
  const atStations = principal.roles.filter((role) => role === 'reviewer' || role === 'signer');
  return roleConflict([...new Set([...person.roles, ...atStations])], staffing) === undefined;
}
