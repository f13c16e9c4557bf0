import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type Flow, stateAt } from '#shared/workflow/flow.ts';
import { issueTransitions } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { verifyIssue } from '../archive/verifyIssue.ts';
import { selectDelegation } from '../delegations/delegationQueries.ts';
import { flowAt, flowsOf, placeOf } from '../issues/issuePlace.ts';
import { liveStatementsOf, selectIssue } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { signatureFault } from '../signOff/proveSignatures.ts';
import { type StoredStep, selectSteps, stepFaults } from '../signOff/proveSteps.ts';
import { signOffFault } from './proveSignOffs.ts';
import { requireDecidedRules } from './requireDecidedRules.ts';
import { requireKnownPeople } from './requireKnownPeople.ts';

/**
 * Proves an issue that was put in past the triggers, in the transaction that put it in: its steps follow each other by flows
 * that were decided for its publication, each signed by a person who might take it; it stands where they lead; every signature
 * was given with its step, those that count over this content; and what was signed is frozen whole. A beginning from before steps
 * were signed is that which `stood` here. Throws HandoverRefusal flowUnknown, paperUnknown, fromBefore,
 * personUnknown, recordsUnproved.
 */
export function proveIssue(
  context: OfficeContext,
  content: ReadableDatabase,
  issueId: string,
  stood: readonly StoredStep[],
): void {
  const issue = selectIssue(content, issueId);
  const unless = (isSo: boolean, fault?: string) => {
    if (!isSo) throw new HandoverRefusal('recordsUnproved', fault === undefined ? {} : { fault });
  };
  const steps = selectSteps(content, issueId);
  const flows = flowsOf(content, issueId);
  const { register } = sessionOf(context);
  const hasPaper = steps.some(({ confirmer }) => confirmer !== null);
  requireDecidedRules(register, issue.publicationId, { flows: flows.values(), hasPaper });
  const handedOver = steps.filter(({ action }) => action === 'submit').map(({ step }) => step);
  unless(String(handedOver) === String([...flows.keys()]));
  let at = { state: 'drafting', station: 0 };
  for (const [index, step] of steps.entries()) {
    const flow = flowAt(flows, step.step) ?? [];
    unless(step.step === index + 1 && step.from_state === at.state && step.from_station === at.station);
    unless(isLawful(step, flow));
    if (step.statement === null && !isSameStep(step, stood[index])) {
      if (!steps[index - 1]?.statement) throw new HandoverRefusal('fromBefore', { fault: `第${step.step}步` });
      unless(false, `第${step.step}步没有办理人的签名`);
    }
    const endedAt = step.delegation_id === null ? null : selectDelegation(content, step.delegation_id)?.endedAt;
    unless(!endedAt || step.at <= endedAt, `第${step.step}步是委托撤销以后办的`);
    at = { state: step.to_state, station: step.to_station };
  }
  unless(issue.step === steps.length && issue.state === at.state && issue.station === at.station);
  requireKnownPeople(register, content, issueId, steps);
  const isReleased = steps.some(({ action }) => action === 'release');
  const has = (table: string) =>
    content.prepare(`SELECT 1 FROM ${table} WHERE issue_id = ? LIMIT 1`).get(issueId) !== undefined;
  unless(has('issue_numbers') === isReleased && has('frozen_files') === isReleased);
  const [fault] = isReleased
    ? verifyIssue(context, { issueId, numberText: '' }).faults.map(({ message }) => message)
    : stepFaults(context, content, issueId);
  unless(fault === undefined, fault);
  const here = flowAt(flows, steps.length)?.[issue.station];
  const isUnderReview = issue.state === 'inReview' && here?.kind === 'reviewer';
  const unsigned = signOffFault(context, content, { issueId, steps, flows, isOpen: isUnderReview });
  unless(unsigned === undefined, unsigned);
  if (isReleased) return;
  const live = liveStatementsOf(content, issueId);
  if (issue.state === 'drafting') {
    unless(live.length === 0);
    return;
  }
  const place = placeOf(context, content, issue);
  // Where the editor has yet to confirm what a reviewer has put right, nobody's signature counts.
  const isOpen = live.length === 0 && (isUnderReview || issue.state === 'awaitingConfirmation');
  const broken = isOpen ? undefined : signatureFault(context, live, { issue, place });
  unless(broken === undefined, broken);
}

function isSameStep(step: StoredStep, other: StoredStep | undefined): boolean {
  return other !== undefined && canonicalJson({ ...step }) === canonicalJson({ ...other });
}

/** By the table of steps: the base proves the same for a step that is taken here. */
function isLawful({ from_state, from_station, action, to_state, to_station }: StoredStep, flow: Flow): boolean {
  const here = flow[from_station];
  const there = flow[to_station];
  if (!here || !there) return false;
  return issueTransitions.some((one) => {
    if (one.from !== from_state || one.at !== here.kind || one.action !== action) return false;
    if (to_state !== (one.to ?? stateAt(flow, to_station))) return false;
    switch (one.move) {
      case 'onward':
        return to_station === from_station + 1;
      case 'back':
        return to_station === from_station - 1;
      case 'earlier':
        return to_station < from_station;
      case 'again':
        return to_station === 1;
      case 'start':
        return to_station === 0;
      case 'together':
        return to_station === from_station || to_station === from_station + 1;
      case 'stay':
        return to_station === from_station;
      default:
        return one.move satisfies never;
    }
  });
}
