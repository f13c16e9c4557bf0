import type { z } from 'zod';
import type { TicketUse } from '#shared/contract/ticketCommands.ts';
import { type OutputForm, outputFormNames } from '#shared/issue/outputApproval.ts';
import { outputCopyLine } from '#shared/issue/outputCopy.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import type { WritableDatabase } from '#store/database.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { isSameSpan, isSameVolume, selectTicketedVolume, type TicketedVolume } from '../volumes/volumeTickets.ts';
import { selectTicketRow } from './ticketQueries.ts';

/** What an output was made under. */
export interface TakenOutput {
  readonly number: string;
  readonly firstCopy: number;
  readonly copies: number;
  /** Of the whole ticket. */
  readonly allCopies: number;
  readonly isStamped: boolean;
  readonly at: string;
  /** What each copy shows in its foot, in the order of the copies. */
  readonly lines: readonly string[];
}

export interface OutputRequest {
  readonly issueId: string;
  /** Any of them is lawful for what is asked. */
  readonly forms: readonly OutputForm[];
  readonly ticket: z.output<typeof TicketUse> | undefined;
  /** The volume that is handed out, whose last issue is named. */
  readonly volume?: TicketedVolume;
}

/** Whether an issue is printed and handed out only with a ticket, by what its publication says now. */
export function outputApprovalOf(context: OfficeContext, issueId: string) {
  const { publicationId } = selectIssue(contentOf(context), issueId);
  return selectPublication(sessionOf(context).register, publicationId).settings.outputApproval;
}

/** Throws illegalState for a void issue: nothing of it leaves the office, with a ticket or without. */
export function requireNotVoid(context: OfficeContext, issueId: string): void {
  if (selectIssue(contentOf(context), issueId).state === 'void') {
    throw new OfficeError('illegalState', '这一期已作废，不能打印和导出。');
  }
}

/** Throws ticketNeeded and illegalState, as `takeOutput` would, without using anything. */
export function requireTicket(context: OfficeContext, { issueId, forms, ticket, volume }: OutputRequest): void {
  requireNotVoid(context, issueId);
  const approval = outputApprovalOf(context, issueId);
  if (!ticket) {
    if (approval) throw new OfficeError('ticketNeeded', '这份刊物要有输出票才能打印和导出。请先申请。');
    return;
  }
  const row = selectTicketRow(contentOf(context), ticket.id);
  const { number, copies, used, form, state } = row;
  const refuse = (message: string) => new OfficeError('illegalState', message);
  const approved = selectTicketedVolume(contentOf(context), ticket.id);
  if (approved && !volume) throw refuse(`输出票${number}是合订本的，不能用在一期上。`);
  if (volume) {
    if (!approved || !isSameSpan(approved, volume)) throw refuse(`输出票${number}不是这个合订本的，不能使用。`);
    if (!isSameVolume(approved, volume)) {
      throw refuse(`申请输出票${number}以后，合订本收入的刊期变了。请撤回这张票，另行申请。`);
    }
  }
  if (row.issue_id !== issueId) throw refuse(`输出票${number}是另一期的，不能用在这一期。`);
  if (row.applicant !== sessionOf(context).personId) throw refuse(`输出票${number}是别人申请的，只能由申请人使用。`);
  if (!forms.includes(form)) throw refuse(`输出票${number}只能用于${outputFormNames[form]}。`);
  if (state === 'applied') throw refuse(`输出票${number}还没有批准。`);
  if (state === 'refused') throw refuse(`输出票${number}没有批准，不能使用。`);
  if (state === 'withdrawn') throw refuse(`输出票${number}已经撤回，不能使用。`);
  if (used >= copies) throw refuse(`输出票${number}的${copies}份已经用完，请另行申请。`);
  if (used + ticket.copies > copies) {
    throw refuse(`输出票${number}还剩${copies - used}份，不够${ticket.copies}份。`);
  }
}

/**
 * Uses a ticket, on record before anything leaves the office: undefined where the publication asks for none and none was
 * given. Throws as requireTicket; illegalState for a void issue.
 */
export function takeOutput(context: OfficeContext, request: OutputRequest): TakenOutput | undefined {
  requireTicket(context, request);
  if (!request.ticket) return undefined;
  const taken = changeContent(context, (content, record) => spendTicket(context, content, record, request));
  context.environment.emit({ kind: 'changed', nouns: ['tickets'] });
  return taken;
}

/** The same within the transaction of the change that it is used for; undefined without a ticket. Throws as requireTicket. */
export function spendTicket(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  request: OutputRequest,
): TakenOutput | undefined {
  requireTicket(context, request);
  const { issueId, ticket } = request;
  if (!ticket) return undefined;
  const { personId, personName } = sessionOf(context);
  const at = instantOf(context);
  const { number, copies: allCopies, used, form, is_stamped } = selectTicketRow(content, ticket.id);
  const firstCopy = used + 1;
  content
    .prepare('INSERT INTO output_uses (ticket_id, first_copy, copies, person, at) VALUES (?, ?, ?, ?, ?)')
    .run(ticket.id, firstCopy, ticket.copies, personId, at);
  record('useTicket', issueId, { ticket: number, output: form, firstCopy, copies: ticket.copies });
  const lines = Array.from({ length: ticket.copies }, (_, index) =>
    outputCopyLine({
      ticket: number,
      copy: firstCopy + index,
      copies: allCopies,
      person: personName,
      printedAt: momentLine(at),
    }),
  );
  return { number, firstCopy, copies: ticket.copies, allCopies, isStamped: is_stamped === 1, at, lines };
}
