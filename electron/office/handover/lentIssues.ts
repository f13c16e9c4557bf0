import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

/** An issue that is on another machine: it is read here and changed there. */
export interface Lending {
  readonly machine: string;
  /** The package it went out with, and the text it had then. */
  readonly hash: string;
  readonly contentHash: string;
  readonly lentAt: string;
  readonly lentBy: string;
}

/** Where an issue is; undefined where it is here. */
export function lendingOf(content: ReadableDatabase, issueId: string): Lending | undefined {
  return content
    .prepare(
      `SELECT machine, hash, content_hash AS contentHash, lent_at AS lentAt, lent_by AS lentBy
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
  },
): void {
  content
    .prepare(
      'INSERT INTO lent_issues (issue_id, machine, hash, content_hash, lent_at, lent_by) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(lending.issueId, lending.machine, lending.hash, lending.contentHash, lending.at, lending.person);
}

/** The issue is here again: by a package of that machine, by a cancellation it honoured, or because it is given up as lost. */
export function endLending(
  content: WritableDatabase,
  back: {
    readonly issueId: string;
    readonly how: 'returned' | 'cancelled' | 'lost';
    readonly hash?: string;
    readonly at: string;
    readonly person: string;
  },
): void {
  content
    .prepare(
      `UPDATE lent_issues SET back_at = ?, back_how = ?, back_hash = ?, back_by = ?
       WHERE issue_id = ? AND back_at IS NULL`,
    )
    .run(back.at, back.how, back.hash ?? null, back.person, back.issueId);
}
