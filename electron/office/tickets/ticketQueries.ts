import type { OutputTicket } from '#shared/contract/ticketCommands.ts';
import type { OutputForm, outputApprovers } from '#shared/issue/outputApproval.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { personNameOf, selectSummary } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { volumeName } from '../volumes/planVolume.ts';
import { selectTicketedVolume } from '../volumes/volumeTickets.ts';

export interface TicketRow {
  readonly id: string;
  readonly number: string;
  readonly issue_id: string;
  readonly form: OutputForm;
  readonly purpose: string;
  readonly copies: number;
  readonly applicant: string;
  readonly applied_at: string;
  readonly approver_role: (typeof outputApprovers)[number] | null;
  readonly is_stamped: 0 | 1;
  readonly state: 'applied' | 'approved' | 'refused' | 'withdrawn';
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string;
  readonly used: number;
}

const rows = `
  SELECT output_tickets.*,
    (SELECT coalesce(sum(copies), 0) FROM output_uses WHERE ticket_id = output_tickets.id) AS used
  FROM output_tickets`;

/** Throws notFound. */
export function selectTicketRow(content: ReadableDatabase, id: string): TicketRow {
  const row = content.prepare(`${rows} WHERE id = ?`).get(id) as TicketRow | undefined;
  if (!row) throw new OfficeError('notFound', '找不到这张输出票。');
  return row;
}

/** Newest first; only those of an issue where it is named. */
export function selectTickets(context: OfficeContext, issueId?: string): OutputTicket[] {
  const content = contentOf(context);
  const found =
    issueId === undefined
      ? content.prepare(`${rows} ORDER BY applied_at DESC, rowid DESC`).all()
      : content.prepare(`${rows} WHERE issue_id = ? ORDER BY applied_at DESC, rowid DESC`).all(issueId);
  const titleOf = titles(context);
  return (found as readonly TicketRow[]).map((row) => ticketOf(context, row, titleOf));
}

/** Throws notFound. */
export function selectTicket(context: OfficeContext, id: string): OutputTicket {
  return ticketOf(context, selectTicketRow(contentOf(context), id), titles(context));
}

/** Whether a person may approve or refuse a ticket that waits. */
export function mayDecide({ state, applicant, approver_role }: TicketRow, context: OfficeContext): boolean {
  const { personId, roles } = sessionOf(context);
  return state === 'applied' && applicant !== personId && approver_role !== null && roles.includes(approver_role);
}

function ticketOf(context: OfficeContext, row: TicketRow, titleOf: (issueId: string) => string): OutputTicket {
  const content = contentOf(context);
  const uses = content
    .prepare('SELECT first_copy AS firstCopy, copies, at FROM output_uses WHERE ticket_id = ? ORDER BY number')
    .all(row.id) as { firstCopy: number; copies: number; at: string }[];
  return {
    id: row.id,
    number: row.number,
    issueId: row.issue_id,
    title: volumeTitle(context, row.id) ?? titleOf(row.issue_id),
    form: row.form,
    purpose: row.purpose,
    copies: row.copies,
    used: row.used,
    applicantName: personNameOf(context, row.applicant),
    appliedAt: row.applied_at,
    ...(row.approver_role === null ? {} : { approverRole: row.approver_role }),
    isStamped: row.is_stamped === 1,
    state: row.state === 'approved' && row.used >= row.copies ? 'usedUp' : row.state,
    ...(row.decided_by === null ? {} : { decidedByName: personNameOf(context, row.decided_by) }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
    reason: row.reason,
    uses,
    isMine: row.applicant === sessionOf(context).personId,
    mayDecide: mayDecide(row, context),
  };
}

/** What the volume is called that a ticket is for; undefined for one of a single issue. */
function volumeTitle(context: OfficeContext, ticketId: string): string | undefined {
  const volume = selectTicketedVolume(contentOf(context), ticketId);
  return volume && volumeName(context, volume);
}

/** What issues are called, each asked for once. A draft may have been discarded since; its tickets stay. */
function titles(context: OfficeContext): (issueId: string) => string {
  const known = new Map<string, string>();
  const isThere = contentOf(context).prepare('SELECT 1 FROM issues WHERE id = ?').pluck();
  return (issueId) => {
    const title = known.get(issueId) ?? (isThere.get(issueId) ? titleOf(context, issueId) : '（已删除的一期）');
    known.set(issueId, title);
    return title;
  };
}

function titleOf(context: OfficeContext, issueId: string): string {
  const { publicationName, numberText, titles: all } = selectSummary(context, issueId);
  if (numberText !== undefined) return publicationName + numberText;
  return all[0] === undefined ? publicationName : `${publicationName}：${all[0]}`;
}
