import type { Flow } from '#shared/workflow/flow.ts';
import { Flow as FlowSchema } from '#shared/workflow/flowSchema.ts';
import type { IssuePlace } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import type { IssueRow } from './issueQueries.ts';

/** The flows an issue was handed over with, by the number of the step that handed it over. */
export function flowsOf(content: ReadableDatabase, issueId: string): ReadonlyMap<number, Flow> {
  const rows = content
    .prepare('SELECT step, flow FROM issue_flows WHERE issue_id = ? ORDER BY step')
    .all(issueId) as readonly { readonly step: number; readonly flow: string }[];
  return new Map(rows.map(({ step, flow }) => [step, FlowSchema.parse(JSON.parse(flow))]));
}

/** The flow that a step was taken in: the last one up to it. */
export function flowAt(flows: ReadonlyMap<number, Flow>, step: number): Flow | undefined {
  return [...flows].findLast(([from]) => from <= step)?.[1];
}

/** Where an issue stands: in the flow it was handed over with, or while it is a draft in the one it would be. */
export function placeOf(
  context: OfficeContext,
  content: ReadableDatabase,
  issue: Pick<IssueRow, 'id' | 'publicationId' | 'state' | 'step' | 'station' | 'openedAt'>,
): IssuePlace {
  const { id, publicationId, state, station, openedAt } = issue;
  const flow =
    state === 'drafting'
      ? selectPublication(sessionOf(context).register, publicationId).settings.flow
      : flowAt(flowsOf(content, id), issue.step);
  if (!flow) throw new Error(`issue ${id} was handed over without a flow`);
  const signed = content
    .prepare(
      `SELECT station, person AS personId, on_behalf_of AS onBehalfOf FROM sign_offs
       WHERE issue_id = ? AND void_reason IS NULL`,
    )
    .all(id) as readonly { readonly station: number; readonly personId: string; readonly onBehalfOf: string | null }[];
  const correctedBy =
    state === 'awaitingConfirmation'
      ? (content
          .prepare('SELECT person FROM issue_steps WHERE issue_id = ? AND step = ?')
          .pluck()
          .get(id, issue.step) as string)
      : undefined;
  return {
    flow,
    state,
    station,
    signed: signed.map(({ onBehalfOf, ...one }) => (onBehalfOf === null ? one : { ...one, onBehalfOf })),
    opened: openedAt !== null,
    correctedBy,
  };
}
