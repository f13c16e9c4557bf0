import type { ticketCommands } from '#shared/contract/ticketCommands.ts';
import { spanName } from '#shared/volume/volumeSpan.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import {
  changeContent,
  contentOf,
  type Handlers,
  instantOf,
  type OfficeContext,
  sessionOf,
  todayOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { volumeOf } from '../volumes/planVolume.ts';
import { insertTicketedVolume, isSameSpan, selectTicketedVolume } from '../volumes/volumeTickets.ts';
import { outputApprovalOf } from './takeOutput.ts';
import { mayDecide, selectTicket, selectTicketRow, selectTickets } from './ticketQueries.ts';

/** 输出审批: leave to print, hand out and burn. */
export const ticketHandlers: Handlers<keyof typeof ticketCommands> = {
  readOutputTerms(context, { issueId, volume }) {
    const approval = outputApprovalOf(context, issueId);
    const isFor = (ticketId: string) => {
      const bound = selectTicketedVolume(contentOf(context), ticketId);
      return volume ? bound !== undefined && isSameSpan(bound, volume) : bound === undefined;
    };
    const tickets = selectTickets(context, issueId).filter(
      ({ id, isMine, state }) => isMine && (state === 'applied' || state === 'approved') && isFor(id),
    );
    return {
      isNeeded: approval !== undefined,
      ...(approval?.approver === undefined ? {} : { approverRole: approval.approver }),
      isStamped: approval?.isStamped ?? false,
      tickets,
    };
  },

  applyForOutput(context, { issueId, form, purpose, copies, volume }) {
    const approval = outputApprovalOf(context, issueId);
    if (!approval) throw new OfficeError('illegalState', '这份刊物打印和导出不用审批，不用申请。');
    const { lastIssue, ...bound } = volume ? volumeOf(context, volume) : { lastIssue: issueId };
    if (lastIssue !== issueId) {
      throw new OfficeError('illegalState', '合订本收入的刊期变了，请关上对话框，重新打开再申请。');
    }
    if (volume && form === 'print') throw new OfficeError('illegalState', '合订本只能申请导出或刻录。');
    const { personId } = sessionOf(context);
    const id = context.environment.newId();
    changeContent(context, (content, record) => {
      if (selectIssue(content, issueId).state === 'void') {
        throw new OfficeError('illegalState', '这一期已作废，不能申请输出。');
      }
      const number = nextNumber(content, todayOf(context).slice(0, 4));
      content
        .prepare(
          `INSERT INTO output_tickets
             (id, number, issue_id, form, purpose, copies, applicant, applied_at, approver_role, is_stamped, state)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          number,
          issueId,
          form,
          purpose,
          copies,
          personId,
          instantOf(context),
          approval.approver ?? null,
          approval.isStamped ? 1 : 0,
          approval.approver === undefined ? 'approved' : 'applied',
        );
      if ('issues' in bound) insertTicketedVolume(content, id, bound);
      record('applyForOutput', issueId, {
        ticket: number,
        output: form,
        copies,
        ...('issues' in bound ? { span: spanName(bound.span), issues: bound.issues.length } : {}),
      });
    });
    tell(context);
    return selectTicket(context, id);
  },

  listTickets(context) {
    return selectTickets(context);
  },

  decideTicket(context, { id, isApproved, reason }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const row = selectTicketRow(content, id);
      if (row.state !== 'applied') throw new OfficeError('illegalState', `输出票${row.number}已经办理过，不能再批。`);
      if (row.applicant === personId) throw new OfficeError('samePerson', '不能批准自己申请的输出票，请由别人批。');
      if (!mayDecide(row, context)) {
        const role = row.approver_role ? roleNames[row.approver_role] : '';
        throw new OfficeError('forbidden', `输出票${row.number}由${role}批准，您没有这个岗位。`);
      }
      if (!isApproved && reason === '') throw new OfficeError('reasonMissing', '不批准要写明原因。');
      content
        .prepare('UPDATE output_tickets SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?')
        .run(isApproved ? 'approved' : 'refused', personId, instantOf(context), reason, id);
      record(isApproved ? 'approveTicket' : 'refuseTicket', row.issue_id, { ticket: row.number });
    });
    tell(context);
    return selectTicket(context, id);
  },

  withdrawTicket(context, { id }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const { number, state, applicant, issue_id, used, copies } = selectTicketRow(content, id);
      if (applicant !== personId) throw new OfficeError('forbidden', `输出票${number}是别人申请的，由申请人撤回。`);
      if ((state !== 'applied' && state !== 'approved') || used >= copies) {
        throw new OfficeError('illegalState', `输出票${number}已经办完，不用撤回。`);
      }
      content.prepare("UPDATE output_tickets SET state = 'withdrawn' WHERE id = ?").run(id);
      record('withdrawTicket', issue_id, { ticket: number, used });
    });
    tell(context);
    return selectTicket(context, id);
  },
};

/** 2026-0001: counted by the year. */
function nextNumber(content: ReadableDatabase, year: string): string {
  const last = content
    .prepare("SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM output_tickets WHERE number LIKE ? || '-%'")
    .pluck()
    .get(year) as number | null;
  return `${year}-${String((last ?? 0) + 1).padStart(4, '0')}`;
}

function tell(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['tickets'] });
}
