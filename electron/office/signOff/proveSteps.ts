import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { verifyDelegation } from '#shared/issue/delegationStatement.ts';
import { SignedStep, verifyStep } from '#shared/issue/stepStatement.ts';
import { type Flow, roleAt } from '#shared/workflow/flow.ts';
import {
  type IssueAction,
  type IssueState,
  issueTransitions,
  type Role,
  stepLabel,
} from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { selectDelegation } from '../delegations/delegationQueries.ts';
import { digestOfText } from '../digestOfText.ts';
import { flowAt, flowsOf } from '../issues/issuePlace.ts';
import { personNameOf, selectIssue } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { rolesThenOrNow } from './proveSignatures.ts';
import { previousOf } from './signedStep.ts';

/** A step as its row holds it. */
export interface StoredStep {
  readonly step: number;
  readonly from_state: IssueState;
  readonly from_station: number;
  readonly action: IssueAction;
  readonly to_state: IssueState;
  readonly to_station: number;
  readonly person: string;
  readonly role: Role;
  readonly at: string;
  readonly opinion: string;
  readonly content_hash: string;
  readonly on_behalf_of: string | null;
  readonly delegation_id: string | null;
  /** NULL in a row from before steps were signed. */
  readonly statement: string | null;
  /** Who answers for the paper that the person has signed. */
  readonly confirmer: string | null;
}

/** The steps of an issue, from the first. */
export function selectSteps(content: ReadableDatabase, issueId: string): readonly StoredStep[] {
  // A step on paper was taken with the signature of the same moment that stands for the signer's.
  return content
    .prepare(
      `SELECT issue_steps.*, (
         SELECT confirmer FROM sign_offs JOIN paper_confirmations ON paper_id = paper
         WHERE sign_offs.issue_id = issue_steps.issue_id AND station = from_station
           AND sign_offs.person = issue_steps.person AND sign_offs.at = issue_steps.at
       ) AS confirmer FROM issue_steps WHERE issue_id = ? ORDER BY step`,
    )
    .all(issueId) as readonly StoredStep[];
}

/**
 * Which steps of an issue are not as whoever took them signed them: by the key registered for that person, in a role held
 * then or now, in the row's words, after the step before. Those from before steps were signed have nothing to prove, and none
 * comes after one that is signed. Chinese, a clause each.
 */
export function stepFaults(context: OfficeContext, content: ReadableDatabase, issueId: string): readonly string[] {
  const { publicationId } = selectIssue(content, issueId);
  const flows = flowsOf(content, issueId);
  const faults: string[] = [];
  let before: string | null = null;
  for (const row of selectSteps(content, issueId)) {
    const flow = flowAt(flows, row.step) ?? [];
    const fault =
      row.statement === null && before === null
        ? undefined
        : stepFault(context, content, { issueId, publicationId, flow, row, previous: previousOf(before) });
    if (fault !== undefined) faults.push(fault);
    before = row.statement;
  }
  return faults;
}

interface StepInPlace {
  readonly issueId: string;
  readonly publicationId: string;
  readonly flow: Flow;
  readonly row: StoredStep;
  readonly previous: string;
}

function stepFault(context: OfficeContext, content: ReadableDatabase, given: StepInPlace): string | undefined {
  const { row, flow } = given;
  const { register } = sessionOf(context);
  const name = personNameOf(context, row.person);
  const { from_state: from, from_station: fromStation, to_station: toStation, action } = row;
  const label = stepLabel(flow, { from, fromStation, action, toStation });
  const what = `${name}办理的第${row.step}步“${label}”`;
  const signed = SignedStep.safeParse(JSON.parse(row.statement ?? 'null')).data;
  if (!signed) return `${what}没有签名`;
  const { publicKey, signature: _signature, ...said } = signed;
  const isWhole = verifyStep(signed) && canonicalJson(said as Json) === canonicalJson(toldBy(given) as Json);
  if (!isWhole) return `${what}与签名的不符`;
  if (!isKeyOf(register, row.confirmer ?? row.person, publicKey)) return `${what}不是用登记的钥匙签的`;
  if (!mayTake(context, row, flow)) return `${what}没有相应的岗位，不算数`;
  return hasLeave(context, content, given) ? undefined : `${what}没有有效的委托，不算数`;
}

/** What the statement of a row has to say, but for whose key it is. */
function toldBy({ issueId, row, previous }: StepInPlace): Omit<SignedStep, 'publicKey' | 'signature'> {
  return {
    issue: issueId,
    step: row.step,
    from: { state: row.from_state, station: row.from_station },
    to: { state: row.to_state, station: row.to_station },
    action: row.action,
    person: row.person,
    role: row.role,
    ...(row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of }),
    ...(row.delegation_id === null ? {} : { delegation: row.delegation_id }),
    ...(row.confirmer === null ? {} : { confirmer: row.confirmer }),
    opinion: digestOfText(row.opinion),
    contentHash: row.content_hash,
    previous,
    at: row.at,
  };
}

/** Whether the role of a step is one that takes it, and the person, or the one in whose place it was, held it. */
function mayTake(context: OfficeContext, row: StoredStep, flow: Flow): boolean {
  const { from_state: from, from_station: station, action, role } = row;
  const transition = issueTransitions.find(
    (one) => one.from === from && one.at === flow[station]?.kind && one.action === action,
  );
  if (!transition) return false;
  const { by } = transition;
  const holder = row.on_behalf_of ?? row.person;
  if (by === 'station' || by === 'previous') {
    const held = flow[by === 'station' ? station : station - 1];
    if (!held || roleAt(held, { id: holder, roles: [role] }) === undefined) return false;
  } else if (role !== by) return false;
  return rolesThenOrNow(context, holder, row.at)?.some((roles) => roles.includes(role)) ?? true;
}

/**
 * Whether a step in another's place was taken by leave that the other has signed for that time. When it was ended nobody signs: a
 * row that came later must not break what was done before.
 */
function hasLeave(
  context: OfficeContext,
  content: ReadableDatabase,
  { publicationId, flow, row }: StepInPlace,
): boolean {
  const { on_behalf_of: principal, delegation_id: id, person, action, from_station: station } = row;
  if (principal === null && id === null) return true;
  const leave = id === null ? undefined : selectDelegation(content, id);
  if (!leave) return false;
  const { statement } = leave;
  const acted = flow[action === 'recall' ? station - 1 : station]?.kind;
  const at = Date.parse(row.at);
  return (
    leave.principal === principal &&
    leave.delegate === person &&
    statement.principal === personNameOf(context, leave.principal) &&
    statement.delegate === personNameOf(context, leave.delegate) &&
    statement.publications.includes(publicationId) &&
    acted !== 'responsibleEditor' &&
    (acted !== 'signer' || statement.includesRelease) &&
    Date.parse(statement.begins) <= at &&
    at < Date.parse(statement.ends) &&
    verifyDelegation(statement) &&
    isKeyOf(sessionOf(context).register, leave.principal, statement.publicKey)
  );
}
