import type { AuditFilter, AuditRow } from '#shared/contract/auditCommands.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';

/** The chain's rows in register.db; those of content.db are in its mirror. */
export function auditTableOf(chain: AuditFilter['chain']): string {
  return (chain === 'register' ? registerAudit : contentAuditMirror).table;
}

interface StoredRow {
  readonly sequence: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
  readonly hash: string;
}

/** Rows with their hashes, newest first. */
export function selectAudit(
  register: ReadableDatabase,
  filter: AuditFilter,
  { before, limit, offset }: { readonly before: number; readonly limit: number; readonly offset: number },
): readonly (AuditRow & { readonly hash: string })[] {
  const { where, values } = conditionOf(filter);
  const rows = register
    .prepare(
      `SELECT * FROM ${auditTableOf(filter.chain)} WHERE sequence < @before${where}
       ORDER BY sequence DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ ...values, before, limit, offset }) as readonly StoredRow[];
  return rows.map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as unknown }));
}

export function countAudit(
  register: ReadableDatabase,
  filter: AuditFilter,
): { readonly rows: number; readonly newest: number } {
  const { where, values } = conditionOf(filter);
  const table = auditTableOf(filter.chain);
  const newest = (register.prepare(`SELECT max(sequence) FROM ${table}`).pluck().get() as number | null) ?? 0;
  const rows = register
    .prepare(`SELECT count(*) FROM ${table} WHERE sequence <= @newest${where}`)
    .pluck()
    .get({ ...values, newest }) as number;
  return { rows, newest };
}

const hasText = 'instr(subject, @subject) > 0 OR instr(details, @subject) > 0';
const isAbout = `subject IN (SELECT value FROM json_each(@named))
  OR EXISTS (SELECT 1 FROM json_tree(details) AS told WHERE told.atom IN (SELECT value FROM json_each(@named)))`;

function conditionOf({ from, to, person, actions, subject, named = [] }: AuditFilter) {
  const conditions = [
    from === undefined ? '' : ' AND at >= @from',
    to === undefined ? '' : ' AND at < @to',
    person === undefined ? '' : ' AND person = @person',
    actions === undefined ? '' : ' AND action IN (SELECT value FROM json_each(@actions))',
    subject === undefined ? '' : ` AND (${named.length > 0 ? `${hasText} OR ${isAbout}` : hasText})`,
  ];
  return {
    where: conditions.join(''),
    values: {
      // Rows are in universal time; a moment of another zone is compared as the same moment.
      ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
      ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
      ...(person === undefined ? {} : { person }),
      ...(actions === undefined ? {} : { actions: JSON.stringify(actions) }),
      ...(subject === undefined ? {} : { subject, ...(named.length > 0 ? { named: JSON.stringify(named) } : {}) }),
    },
  };
}
