import { type AuditChain, type AuditGap, appendAudit, auditGaps, salvageAction } from '#store/auditChain.ts';
import { mirrorAudit } from '#store/auditMirror.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { UnreadRows } from '#store/damagedTable.ts';
import type { WritableDatabase } from '#store/database.ts';
import { cutMirror, refillAudit } from '#store/refillAudit.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';

export interface SalvagedBase {
  readonly database: WritableDatabase;
  /** Between which numbers rows of its own audit chain could not be read; none where the base was whole. */
  readonly unread: readonly UnreadRows[];
}

export interface SalvageRecord {
  readonly at: string;
  readonly person: string;
  /** Names of the tables that have lost rows, by base. */
  readonly lost: Readonly<Record<string, readonly string[]>>;
}

/**
 * Puts a salvage on record in the salvaged bases. Each chain of content.db first gets back from its copy in the register
 * what it has lost, and the copy from it; what neither has, and what the register's own chain has lost, the record names,
 * so that exactly these rows are no longer missed. Rows that were gone without a damaged page are not named.
 */
export function recordSalvage(
  register: SalvagedBase,
  content: SalvagedBase | undefined,
  { at, person, lost }: SalvageRecord,
): void {
  const entry = { at, person, action: salvageAction, subject: 'bases' };
  if (content) {
    refillAudit([content.database, contentAudit], [register.database, contentAuditMirror]);
    const gaps = gapsIn(content, contentAudit);
    if (gaps.length > 0) {
      content.database
        .transaction(() => appendAudit(content.database, contentAudit, { ...entry, details: { gaps: [...gaps] } }))
        .immediate();
    }
    mirrorAudit(content.database, contentAudit, register.database, contentAuditMirror);
  } else if (auditGaps(register.database, contentAuditMirror).length > 0) {
    cutMirror(register.database, contentAuditMirror);
  }
  const gaps = gapsIn(register, registerAudit);
  const details = { lost: Object.fromEntries(Object.entries(lost).map(([base, tables]) => [base, [...tables]])) };
  register.database
    .transaction(() =>
      appendAudit(register.database, registerAudit, {
        ...entry,
        details: gaps.length > 0 ? { ...details, gaps: [...gaps] } : details,
      }),
    )
    .immediate();
}

function gapsIn({ database, unread }: SalvagedBase, chain: AuditChain): readonly AuditGap[] {
  return auditGaps(database, chain).filter((gap) =>
    unread.some(({ from, to }) => from <= gap.from && (to === null || gap.to <= to)),
  );
}
