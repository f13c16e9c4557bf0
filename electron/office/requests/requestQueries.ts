import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import type { RecallRequest } from '#shared/contract/issueRequests.ts';
import { signedName } from '#shared/issue/signedName.ts';
import type { IssuePlace } from '#shared/workflow/issueWorkflow.ts';
import { answersRecall } from '#shared/workflow/recallRequest.ts';
import { mayRemind, remindsAgainAt } from '#shared/workflow/reminder.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { delegationsFor } from '../delegations/delegationQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';

export interface RequestRow {
  readonly id: string;
  readonly issueId: string;
  readonly step: number;
  readonly station: number;
  readonly person: string;
  readonly at: string;
  readonly reason: string;
  readonly outcome: 'granted' | 'declined' | 'withdrawn' | 'moot' | null;
  readonly answeredBy: string | null;
  /** In whose place it was answered. */
  readonly answeredFor: string | null;
  readonly answeredAt: string | null;
  readonly answer: string | null;
}

const rows = `
  SELECT id, issue_id AS issueId, step, station, recall_requests.person, recall_requests.at, recall_requests.reason,
    outcome, recall_answers.person AS answeredBy, on_behalf_of AS answeredFor, recall_answers.at AS answeredAt, recall_answers.reason AS answer
  FROM recall_requests LEFT JOIN recall_answers ON request_id = id`;

/** Every request ever made for an issue, from the first. */
export function selectRequestRows(content: ReadableDatabase, issueId: string): readonly RequestRow[] {
  return content
    .prepare(`${rows} WHERE issue_id = ? ORDER BY recall_requests.rowid`)
    .all(issueId) as readonly RequestRow[];
}

export function requestsOf(
  context: OfficeContext,
  { id, publicationId }: { readonly id: string; readonly publicationId: string },
  place: IssuePlace,
): RecallRequest[] {
  return selectRequestRows(contentOf(context), id).map((row) => requestOf(context, row, place, publicationId));
}

/** What an issue is asked for where it stands: an open request, and the last reminder. */
export function asksOf(
  context: OfficeContext,
  {
    id,
    step,
    publication_id: publicationId,
  }: { readonly id: string; readonly step: number; readonly publication_id: string },
  place: IssuePlace,
): Pick<IssueSummary, 'request' | 'reminder'> {
  const content = contentOf(context);
  const open = content.prepare(`${rows} WHERE issue_id = ? AND step = ? AND outcome IS NULL`).get(id, step) as
    | RequestRow
    | undefined;
  const reminded = content
    .prepare('SELECT person, at FROM reminders WHERE issue_id = ? AND step = ? ORDER BY number')
    .all(id, step) as readonly { readonly person: string; readonly at: string }[];
  const last = reminded.at(-1);
  return {
    ...(open ? { request: requestOf(context, open, place, publicationId) } : {}),
    ...(last ? { reminder: { personName: nameOf(context, last.person), at: last.at, count: reminded.length } } : {}),
  };
}

/** Whether the caller may remind, and from when on; undefined where the issue is not the caller's to remind of. */
export function remindingOf(
  context: OfficeContext,
  issueId: string,
  place: IssuePlace,
): { readonly againAt?: string } | undefined {
  const content = contentOf(context);
  const { personId, roles } = sessionOf(context);
  const lastStepBy = content
    .prepare('SELECT person FROM issue_steps WHERE issue_id = ? ORDER BY step DESC LIMIT 1')
    .pluck()
    .get(issueId) as string | undefined;
  if (!mayRemind(place, { id: personId, roles }, lastStepBy)) return undefined;
  // The latest by the clock, not by the order: it may have been set back between.
  const last = content
    .prepare('SELECT max(at) FROM reminders WHERE issue_id = ? AND person = ?')
    .pluck()
    .get(issueId, personId) as string | null;
  const againAt = remindsAgainAt(last ?? undefined, instantOf(context));
  return againAt === undefined ? {} : { againAt };
}

function requestOf(context: OfficeContext, row: RequestRow, place: IssuePlace, publicationId: string): RecallRequest {
  const { personId, roles } = sessionOf(context);
  const isOwn = row.person === personId;
  const right =
    row.outcome === null && !isOwn
      ? answersRecall(place, { id: personId, roles }, delegationsFor(context, publicationId))
      : undefined;
  const isAnswered = row.outcome === 'granted' || row.outcome === 'declined';
  return {
    id: row.id,
    personId: row.person,
    personName: nameOf(context, row.person),
    at: row.at,
    reason: row.reason,
    state: row.outcome ?? 'open',
    ...(isAnswered && row.answeredBy !== null
      ? { answeredBy: rightName(context, row.answeredBy, row.answeredFor) }
      : {}),
    ...(row.answeredAt === null ? {} : { answeredAt: row.answeredAt }),
    ...(row.answer === null || row.answer === '' ? {} : { answer: row.answer }),
    isOwn,
    mayAnswer: right !== undefined,
    ...(right === undefined || right === 'own' ? {} : { onBehalfOf: nameOf(context, right.principal.id) }),
  };
}

/** 王某（受李某委托） where it was done for another. */
function rightName(context: OfficeContext, personId: string, principal: string | null): string {
  return signedName({
    person: nameOf(context, personId),
    onBehalfOf: principal === null ? undefined : nameOf(context, principal),
  });
}

function nameOf(context: OfficeContext, personId: string): string {
  return selectPerson(sessionOf(context).register, personId)?.name ?? personId;
}
