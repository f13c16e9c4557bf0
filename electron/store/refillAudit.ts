import { type AuditChain, emptyHead } from './auditChain.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { withoutTriggers } from './salvageBase.ts';

interface StoredRow {
  readonly sequence: number;
  readonly hash: string;
}

type Place = readonly [WritableDatabase, AuditChain];

/**
 * Gives each of two copies of one chain the rows that it has lost and the other still has. Where they disagree about a row
 * that both have, both stay as they are: one of them is not a copy.
 */
export function refillAudit(one: Place, other: Place): void {
  const [left, right] = [rowsOf(...one), rowsOf(...other)];
  for (const [sequence, { hash }] of left) {
    const shared = right.get(sequence);
    if (shared && shared.hash !== hash) return;
  }
  insertMissing(one, left, right);
  insertMissing(other, right, left);
}

/**
 * Cuts a mirror off before its first missing row, so that its next copying fills it again from its source. Without the key
 * of the source there is nothing else to fill it from.
 */
export function cutMirror(mirror: WritableDatabase, chain: AuditChain): void {
  let { sequence } = emptyHead(chain);
  for (const found of rowsOf(mirror, chain).keys()) {
    if (found !== sequence + 1) break;
    sequence = found;
  }
  mirror.transaction(() =>
    withoutTriggers(mirror, () => {
      mirror.prepare(`DELETE FROM ${chain.table} WHERE sequence > ?`).run(sequence);
    }),
  )();
}

function insertMissing(
  [database, chain]: Place,
  there: ReadonlyMap<number, StoredRow>,
  known: ReadonlyMap<number, StoredRow>,
): void {
  const missing = [...known.values()].filter(({ sequence }) => !there.has(sequence));
  if (missing.length === 0) return;
  database.transaction(() =>
    withoutTriggers(database, () => {
      const insert = database.prepare(
        `INSERT INTO ${chain.table} (sequence, at, person, action, subject, details, hash)
         VALUES (@sequence, @at, @person, @action, @subject, @details, @hash)`,
      );
      for (const row of missing) insert.run(row);
    }),
  )();
}

function rowsOf(database: ReadableDatabase, chain: AuditChain): ReadonlyMap<number, StoredRow> {
  const rows = database.prepare(`SELECT * FROM ${chain.table} ORDER BY sequence`).all() as readonly StoredRow[];
  return new Map(rows.map((row) => [row.sequence, row]));
}
