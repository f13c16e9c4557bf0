import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { requestCommands } from '#shared/contract/requestCommands.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { findStep } from '#shared/workflow/delegation.ts';
import { findIssueTransition, type IssuePlace } from '#shared/workflow/issueWorkflow.ts';
import { answersRecall, mayRequestRecall } from '#shared/workflow/recallRequest.ts';
import { reminderPauseHours } from '#shared/workflow/reminder.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { keepHeads } from '#store/keyring.ts';
import { headsOf } from '../accounts/openSession.ts';
import { afterCommit } from '../afterCommit.ts';
import { delegationsFor } from '../delegations/delegationQueries.ts';
import { placeOf } from '../issues/issuePlace.ts';
import { type IssueRow, selectIssue, wholeIssueOf } from '../issues/issueQueries.ts';
import {
  changeContent,
  type Handlers,
  instantOf,
  type OfficeContext,
  type Recorder,
  sessionOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { notConfirmed, recordStep } from '../signOff/recordStep.ts';
import { type RequestRow, remindingOf, selectRequestRows } from './requestQueries.ts';

/** 请求取回 and 催办: what those who handed an issue on ask of those who have it. */
export const requestHandlers: Handlers<keyof typeof requestCommands> = {
  requestRecall(context, { id, reason }) {
    return change(context, id, (content, record, { issue, place }) => {
      const { personId, roles } = sessionOf(context);
      const actor = { id: personId, roles };
      const isFree = typeof findIssueTransition(place, { action: 'recall', actor }) === 'object';
      if (isFree) throw new OfficeError('illegalState', '下一位还没有打开这一期，可以直接取回，不用请求。');
      const back = findIssueTransition({ ...place, opened: false }, { action: 'recall', actor });
      if (typeof back === 'string' && back !== 'forbidden') {
        throw new OfficeError('illegalState', '这一期现在没有可取回的手续，不能请求取回。', { state: place.state });
      }
      if (typeof back === 'string' || !mayRequestRecall(place, actor)) {
        throw new OfficeError('forbidden', '请求取回由上一道手续的办理人提出。');
      }
      const open = selectRequestRows(content, id).find(({ outcome }) => outcome === null);
      if (open) throw new OfficeError('illegalState', '这一期已有一个取回请求在等答复，不用再提。');
      const requestId = context.environment.newId();
      content
        .prepare(
          `INSERT INTO recall_requests (id, issue_id, step, station, person, role, at, reason)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(requestId, id, issue.step, back.toStation, personId, back.role, instantOf(context), reason);
      record('requestRecall', id, { request: requestId });
    });
  },

  withdrawRecallRequest(context, { id, requestId }) {
    return change(context, id, (content, record) => {
      const { personId } = sessionOf(context);
      const request = openRequest(content, id, requestId);
      if (request.person !== personId) throw new OfficeError('forbidden', '取回请求由提出的人撤回。');
      content
        .prepare("INSERT INTO recall_answers (request_id, outcome, person, at) VALUES (?, 'withdrawn', ?, ?)")
        .run(requestId, personId, instantOf(context));
      record('withdrawRecallRequest', id, { request: requestId });
    });
  },

  answerRecallRequest(context, { id, requestId, isGranted, reason }) {
    return change(context, id, (content, record, { issue, place }) => {
      const { personId, roles } = sessionOf(context);
      const actor = { id: personId, roles };
      const request = openRequest(content, id, requestId);
      if (request.person === personId) throw new OfficeError('forbidden', '不能答复自己提出的取回请求。');
      const to = isGranted ? request.station : 0;
      const right = answersRecall(place, actor, delegationsFor(context, issue.publicationId));
      const leave = right === undefined || right === 'own' ? [] : [right];
      const back = findStep(place, { action: 'return', actor, reason: request.reason, to }, leave);
      if (back === 'notConfirmed') throw new OfficeError('illegalState', notConfirmed, { state: place.state });
      if (typeof back === 'string' || right === undefined) {
        throw new OfficeError('forbidden', '取回请求由现在办理这一期的人答复。');
      }
      const { delegation } = back;
      if (!isGranted && reason === '') throw new OfficeError('reasonMissing', '不同意取回要写明原因。');
      content
        .prepare(
          `INSERT INTO recall_answers (request_id, outcome, person, role, at, reason, on_behalf_of, delegation_id)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          requestId,
          isGranted ? 'granted' : 'declined',
          personId,
          back.role,
          instantOf(context),
          reason,
          delegation?.principal.id ?? null,
          delegation?.id ?? null,
        );
      record(isGranted ? 'grantRecall' : 'declineRecall', id, {
        request: requestId,
        ...(delegation ? { onBehalfOf: delegation.principal.id, delegation: delegation.id } : {}),
      });
      if (!isGranted) return;
      recordStep(context, content, record, {
        issueId: id,
        action: 'return',
        opinion: request.reason,
        station: request.station,
      });
    });
  },

  remindIssue(context, { id }) {
    return change(context, id, (content, record, { issue, place }) => {
      const reminding = remindingOf(context, id, place);
      if (!reminding) throw new OfficeError('forbidden', '催办由送出这一期、正在等别人办理的人提出。');
      const { againAt } = reminding;
      if (againAt !== undefined) {
        throw new OfficeError(
          'illegalState',
          `同一期${reminderPauseHours}小时内只催办一次，您在${momentLine(againAt)}以后可以再催。`,
          { againAt },
        );
      }
      content
        .prepare('INSERT INTO reminders (issue_id, step, person, at) VALUES (?, ?, ?, ?)')
        .run(id, issue.step, sessionOf(context).personId, instantOf(context));
      record('remindIssue', id, { state: issue.state });
    });
  },
};

type Change = (
  content: Parameters<Parameters<typeof changeContent>[1]>[0],
  record: Recorder,
  at: { readonly issue: IssueRow; readonly place: IssuePlace },
) => void;

function change(context: OfficeContext, issueId: string, write: Change): WholeIssue {
  changeContent(context, (content, record) => {
    const issue = selectIssue(content, issueId);
    write(content, record, { issue, place: placeOf(context, content, issue) });
  });
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(sessionOf(context))));
  context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
  return wholeIssueOf(context, issueId);
}

/** Throws notFound, and illegalState for one that is closed. */
function openRequest(content: ReadableDatabase, issueId: string, requestId: string): RequestRow {
  const request = selectRequestRows(content, issueId).find(({ id }) => id === requestId);
  if (!request) throw new OfficeError('notFound', '找不到这个取回请求。');
  switch (request.outcome) {
    case null:
      return request;
    case 'moot':
      throw new OfficeError('illegalState', '这一期已经办到下一步，取回请求自行失效。');
    case 'withdrawn':
      throw new OfficeError('illegalState', '取回请求已由提出的人撤回。');
    case 'granted':
    case 'declined':
      throw new OfficeError('illegalState', '取回请求已经答复过。');
    default:
      return request.outcome satisfies never;
  }
}
