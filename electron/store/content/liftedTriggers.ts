import type { WritableDatabase } from '../database.ts';

/**
 * Does `work` without the triggers of these tables, and sets them again word for word, all inside the transaction that is
 * under way: no other statement ever finds them gone. For what the law of the archive has destroyed, for an issue that comes
 * from another machine and is proved before the transaction ends, for articles from there, which give nobody a right and of whose
 * marks each signature is proved where it counts, and for nothing else.
 */
export function withoutTriggersOf(content: WritableDatabase, tables: readonly string[], work: () => void): void {
  if (!content.inTransaction) throw new Error('triggers are lifted in a transaction');
  const triggers = content
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN (${tables.map(() => '?').join(', ')})`,
    )
    .all(...tables) as readonly { readonly name: string; readonly sql: string }[];
  for (const { name } of triggers) content.exec(`DROP TRIGGER "${name}"`);
  work();
  for (const { sql } of triggers) content.exec(sql);
}
