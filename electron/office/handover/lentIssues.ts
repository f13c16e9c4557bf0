import type { IssueLending } from '#shared/contract/issueCommands.ts';
import type { CancelReason } from '#shared/handover/cancelVerdict.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { contentOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { machineNameOf } from './machineQueries.ts';

/** An issue that is on another machine: it is read here and changed there. */
export interface Lending {
  /** Who has it. */
  readonly machine: string;
  /** The package it went out with, or came here with to be read; of one that was given back, the demand. */
  readonly hash: string;
  readonly contentHash: string;
  readonly lentAt: string;
  readonly lentBy: string;
  readonly isCopy: 0 | 1;
}

/** Where an issue is; undefined where it is here. */
export function lendingOf(content: ReadableDatabase, issueId: string): Lending | undefined {
  return content
    .prepare(
      `SELECT machine, hash, content_hash AS contentHash, lent_at AS lentAt, lent_by AS lentBy, is_copy AS isCopy
       FROM lent_issues WHERE issue_id = ? AND back_at IS NULL`,
    )
    .get(issueId) as Lending | undefined;
}

/** From here on the base refuses every step, signature and change of the issue. */
export function lendIssue(
  content: WritableDatabase,
  lending: {
    readonly issueId: string;
    readonly machine: string;
    readonly hash: string;
    readonly contentHash: string;
    readonly at: string;
    readonly person: string;
    readonly isCopy?: boolean;
  },
): void {
  content
    .prepare(
      `INSERT INTO lent_issues (issue_id, machine, hash, content_hash, lent_at, lent_by, is_copy)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      lending.issueId,
      lending.machine,
      lending.hash,
      lending.contentHash,
      lending.at,
      lending.person,
      lending.isCopy ? 1 : 0,
    );
}

/** The issue is here again: by a package of another machine, by a demand it honoured, or because it is given up as lost. */
export function endLending(
  content: WritableDatabase,
  back: {
    readonly issueId: string;
    readonly how: 'returned' | 'cancelled' | 'lost';
    readonly hash?: string;
    /** Of what is given up as lost. */
    readonly reason?: string;
    readonly at: string;
    readonly person: string;
  },
): void {
  content
    .prepare(
      `UPDATE lent_issues SET back_at = ?, back_how = ?, back_hash = ?, back_by = ?, back_reason = ?
       WHERE issue_id = ? AND back_at IS NULL`,
    )
    .run(back.at, back.how, back.hash ?? null, back.person, back.reason ?? null, back.issueId);
}

/** What a screen says of an issue that is elsewhere. */
export function lendingShown(context: OfficeContext, issueId: string): IssueLending | undefined {
  const content = contentOf(context);
  const lending = lendingOf(content, issueId);
  if (!lending) return undefined;
  const { register } = sessionOf(context);
  const sent = content
    .prepare(
      `SELECT due_on AS dueOn, receipt_at AS receivedAt FROM package_places JOIN packages USING (hash)
       WHERE hash = ? AND machine = ? AND package_places.direction = 'written'`,
    )
    .get(lending.hash, lending.machine) as
    | { readonly dueOn: string | null; readonly receivedAt: string | null }
    | undefined;
  const cancel = content
    .prepare(
      `SELECT outcome, at FROM package_cancels JOIN packages USING (hash)
       WHERE package = ? AND package_cancels.direction = 'written' ORDER BY number DESC LIMIT 1`,
    )
    .get(lending.hash) as { readonly outcome: CancelReason | 'honoured' | null; readonly at: string } | undefined;
  const dueOn = sent?.dueOn ?? undefined;
  const receivedAt = sent?.receivedAt ?? undefined;
  const refused = cancel?.outcome === 'honoured' ? undefined : (cancel?.outcome ?? undefined);
  return {
    machine: lending.machine,
    machineName: machineNameOf(register, lending.machine),
    package: lending.hash,
    since: lending.lentAt,
    personName: selectPerson(register, lending.lentBy)?.name ?? lending.lentBy,
    isCopy: lending.isCopy === 1,
    ...(dueOn === undefined ? {} : { dueOn }),
    isOverdue: dueOn !== undefined && receivedAt === undefined && dueOn < todayOf(context),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(cancel === undefined ? {} : { cancel: { at: cancel.at, ...(refused === undefined ? {} : { refused }) } }),
  };
}
