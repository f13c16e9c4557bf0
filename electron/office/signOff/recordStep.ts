import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash as hashOfContent } from '#shared/issue/contentHash.ts';
import { flowHash, signedFlow } from '#shared/issue/signedFlow.ts';
import { type SignedStatement, type SignOffStatement, signStatement } from '#shared/issue/signOffStatement.ts';
import { type Delegation, findStep, type StepAllowed } from '#shared/workflow/delegation.ts';
import type { Actor, Flow } from '#shared/workflow/flow.ts';
import {
  type IssueAction,
  type IssuePlace,
  issueTransitions,
  signedStation,
  stateName,
  type TransitionRefusal,
} from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { delegationsFor, selectDelegation } from '../delegations/delegationQueries.ts';
import { digestOfText } from '../digestOfText.ts';
import { requireDutyFor } from '../handover/machineDuties.ts';
import { placeOf } from '../issues/issuePlace.ts';
import { type IssueRow, liveStatementsOf, personNameOf, selectIssue } from '../issues/issueQueries.ts';
import { instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { signedStep } from './signedStep.ts';

export interface StepRequest {
  readonly issueId: string;
  readonly action: IssueAction;
  readonly opinion: string;
  /** What the person has before the eyes; left out where the step is not about the content. */
  readonly contentHash?: string;
  /** The earlier station a return is meant for. */
  readonly station?: number;
  /** Who takes it, where that is not the person signed in: the one whose name stands on a paper. */
  readonly signer?: Actor;
}

/** A signature on paper with the statement that stands for it. */
export interface StepOnPaper {
  readonly id: string;
  readonly statement: SignedStatement;
}

export interface RequiredStep {
  readonly issue: IssueRow;
  readonly place: IssuePlace;
  readonly step: StepAllowed;
}

/**
 * The issue and the step that is asked for, when the flow, the person and the content allow it. Throws illegalState,
 * forbidden, alreadyOpened, reasonMissing, conflict, dataDamaged, samePerson.
 */
export function requireStep(
  context: OfficeContext,
  content: WritableDatabase,
  { issueId, action, opinion, contentHash, station, signer }: StepRequest,
): RequiredStep {
  const { roles, personId } = sessionOf(context);
  const issue = selectIssue(content, issueId);
  const place = placeOf(context, content, issue);
  const step = findStep(
    place,
    {
      action,
      actor: signer ?? { id: personId, roles },
      reason: opinion,
      ...(station === undefined ? {} : { to: station }),
    },
    // On paper somebody signs by the own hand.
    signer ? [] : delegationsFor(context, issue.publicationId),
  );
  if (typeof step === 'string') throw refusal(step, place, action, signer === undefined);
  requireDutyFor(context, issue.publicationId, action);
  if (contentHash !== undefined && contentHash !== issue.contentHash) {
    throw new OfficeError('conflict', '内容在您看过之后又有改动。请先看新的内容，再办理。');
  }
  const isSigned = signedStation(action, issue.station) !== undefined;
  if (isSigned && hashOfContent(issue.document) !== issue.contentHash) {
    throw new OfficeError('dataDamaged', '这一期的内容与登记的摘要不符，可能被改动过，没有签署。请审计员核对。');
  }
  return { issue, place, step };
}

/** Moves the issue by a step that was allowed; a step that signs is signed first, over the content as it is. */
export function recordStep(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  request: StepRequest,
  signed?: SignedStatement,
  paper?: StepOnPaper,
): void {
  const { issue, place, step } = requireStep(context, content, request);
  const personId = request.signer?.id ?? sessionOf(context).personId;
  const { issueId, action, opinion } = request;
  const given = paper?.statement ?? signed;
  const at = given?.at ?? instantOf(context);
  const right = [step.delegation?.principal.id ?? null, step.delegation?.id ?? null] as const;
  if (action === 'submit') {
    content
      .prepare('INSERT INTO issue_flows (issue_id, step, flow) VALUES (?, ?, ?)')
      .run(issueId, issue.step + 1, canonicalJson(place.flow));
  }
  const station = signedStation(action, issue.station);
  const signOff = station === undefined ? undefined : place.flow[station]?.kind;
  if (station !== undefined && signOff !== undefined) {
    const statement =
      given ?? sign(context, content, place.flow, { issue, station, opinion, at, delegation: step.delegation });
    content
      .prepare(
        `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at, paper,
           on_behalf_of, delegation_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        issueId,
        signOff,
        station,
        personId,
        issue.contentHash,
        canonicalJson(issue.document),
        canonicalJson(statement),
        statement.at,
        paper?.id ?? null,
        ...right,
      );
  }
  content
    .prepare(
      `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
         opinion, content_hash, on_behalf_of, delegation_id, statement)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      issueId,
      issue.step + 1,
      issue.state,
      issue.station,
      action,
      step.to,
      step.toStation,
      personId,
      step.role,
      at,
      opinion,
      issue.contentHash,
      ...right,
      signedStep(context, content, {
        issue: issueId,
        step: issue.step + 1,
        from: { state: issue.state, station: issue.station },
        to: { state: step.to, station: step.toStation },
        action,
        person: personId,
        role: step.role,
        ...(step.delegation ? { onBehalfOf: step.delegation.principal.id, delegation: step.delegation.id } : {}),
        ...(paper ? { confirmer: sessionOf(context).personId } : {}),
        opinion: digestOfText(opinion),
        contentHash: issue.contentHash,
        at,
      }),
    );
  record(`${action}Issue`, issueId, {
    from: issue.state,
    to: step.to,
    ...(step.toStation === issue.station ? {} : { station: step.toStation + 1 }),
    contentHash: issue.contentHash,
    ...(action === 'submit' ? countersignersOf(place.flow) : {}),
    ...(step.delegation ? { onBehalfOf: step.delegation.principal.id, delegation: step.delegation.id } : {}),
    ...(paper ? { paper: paper.id, signer: personId } : {}),
  });
}

/**
 * What ties a signature to its station and to the flow it is given in. Where an issue was handed over before there were
 * flows, its signatures have neither, and those that follow are of the same form.
 */
export function signedPlace(
  content: WritableDatabase,
  issueId: string,
  flow: Flow,
  station: number,
): Pick<SignOffStatement, 'station' | 'flow'> {
  const isEarlier = liveStatementsOf(content, issueId).some(({ statement }) => statement.flow === undefined);
  return isEarlier ? {} : { station, flow: flowHash(signedFlow(flow)) };
}

interface Signing {
  readonly issue: IssueRow;
  readonly station: number;
  readonly opinion: string;
  readonly at: string;
  readonly delegation: Delegation | undefined;
}

/** The leave by which a signature is given in another's place, as it was signed itself. */
export function signedLeave(
  content: ReadableDatabase,
  delegation: Delegation | undefined,
): Pick<SignOffStatement, 'onBehalfOf'> {
  if (!delegation) return {};
  const row = selectDelegation(content, delegation.id);
  if (!row) throw new Error(`delegation ${delegation.id} is gone`);
  return { onBehalfOf: row.statement };
}

function sign(
  context: OfficeContext,
  content: WritableDatabase,
  flow: Flow,
  { issue, station, opinion, at, delegation }: Signing,
): SignedStatement {
  const { keys, personId } = sessionOf(context);
  const step = flow[station]?.kind;
  if (!step) throw new Error(`no station ${station} in the flow of issue ${issue.id}`);
  return signStatement(
    {
      step,
      ...signedPlace(content, issue.id, flow, station),
      ...signedLeave(content, delegation),
      person: personNameOf(context, personId),
      publicKey: keys.publicKey,
      at,
      ...(opinion === '' ? {} : { opinion }),
      hash: issue.contentHash,
    },
    keys.privateKey,
  );
}

/** Whoever is named for 会签: the office has to know without reading the issue whom it waits for. */
function countersignersOf(flow: Flow): { countersigners?: readonly { station: number; people: readonly string[] }[] } {
  const found = flow.flatMap((station, place) => {
    if (station.kind !== 'countersigner') return [];
    return [{ station: place + 1, people: station.signers.kind === 'people' ? station.signers.people : [] }];
  });
  return found.length > 0 ? { countersigners: found } : {};
}

/** Told wherever the editor's signature is wanting, whoever made the change. */
export const notConfirmed = '内容改动过，责任编辑还没有确认。请先送他确认，或者退回给他修改。';

function refusal(
  refused: TransitionRefusal,
  { flow, state, station }: IssuePlace,
  action: IssueAction,
  isOwnStep: boolean,
): OfficeError {
  const here = flow[station];
  const row =
    issueTransitions.find((one) => one.action === action && one.at === here?.kind) ??
    issueTransitions.find((one) => one.action === action);
  const named = flow.find(({ kind }) => kind === row?.at)?.label ?? '审核';
  const label = row?.label.replace('{station}', named) ?? action;
  switch (refused) {
    case 'illegalState':
      return new OfficeError('illegalState', `这一期${stateName(state, here)}，不能${label}。`, { state });
    case 'forbidden':
      // Where people are named for 会签 no role is wanting: others are to sign.
      if (action === 'countersign' && here?.kind === 'countersigner' && here.signers.kind === 'people') {
        return new OfficeError(
          'forbidden',
          `流程没有指定${isOwnStep ? '您' : '这个人'}会签，“${here.label}”由指定的人办理。`,
        );
      }
      return new OfficeError('forbidden', `${isOwnStep ? '您的岗位' : '这个人的岗位'}不能办理“${label}”。`);
    case 'alreadyOpened':
      return new OfficeError('alreadyOpened', '下一位办理人已经打开这一期，不能直接取回。请与他联系，由他退回。');
    case 'alreadySigned':
      if (!isOwnStep) return new OfficeError('illegalState', `这个人已经办过“${label}”，不用再录纸质签批。`, { state });
      return new OfficeError('illegalState', `您已经办过“${label}”，现在等其他人办理。`, { state });
    case 'reasonMissing':
      return new OfficeError('reasonMissing', `${label}要写明原因。`);
    case 'samePerson':
      if (!isOwnStep) {
        return new OfficeError('samePerson', '同一期的各道手续须由不同的人办理，这个人已签署过其中一道。');
      }
      return new OfficeError('samePerson', '同一期的各道手续须由不同的人办理，您已签署过其中一道。');
    case 'namedElsewhere':
      return new OfficeError('samePerson', '流程指定您会签这一期，这一道要由别人办理。');
    case 'ownCorrection':
      return new OfficeError('samePerson', '这次改动是您送来确认的，要由另一位责任编辑确认。');
    case 'passedOn':
      return new OfficeError('samePerson', '您已签署过前面的一道，不能退回这一期。下一位还没有打开时可以取回。');
    case 'notConfirmed':
      return new OfficeError('illegalState', notConfirmed, { state });
    default:
      return refused satisfies never;
  }
}
