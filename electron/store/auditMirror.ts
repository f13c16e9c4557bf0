import { type AuditChain, auditHead } from './auditChain.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

/** 'ahead': the mirror has rows that the source has lost. 'different': the rows they share are not the same. */
export type MirrorState = 'same' | 'ahead' | 'different';

/**
 * Copies the source's newer rows to the mirror, in one transaction of the mirror's base. The source is authoritative: a
 * mirror that knows more, or something else, is left as it is and reported.
 */
export function mirrorAudit(
  source: ReadableDatabase,
  sourceChain: AuditChain,
  mirror: WritableDatabase,
  mirrorChain: AuditChain,
): MirrorState {
  const mirrored = auditHead(mirror, mirrorChain);
  const newest = auditHead(source, sourceChain);
  if (mirrored.sequence === newest.sequence) return mirrored.hash === newest.hash ? 'same' : 'different';
  if (mirrored.sequence > newest.sequence) return 'ahead';
  if (mirrored.sequence > 0) {
    const shared = source
      .prepare(`SELECT hash FROM ${sourceChain.table} WHERE sequence = ?`)
      .pluck()
      .get(mirrored.sequence);
    if (shared !== mirrored.hash) return 'different';
  }
  const rows = source
    .prepare(`SELECT * FROM ${sourceChain.table} WHERE sequence > ? ORDER BY sequence`)
    .all(mirrored.sequence);
  const insert = mirror.prepare(
    `INSERT INTO ${mirrorChain.table} (sequence, at, person, action, subject, details, hash)
     VALUES (@sequence, @at, @person, @action, @subject, @details, @hash)`,
  );
  mirror
    .transaction(() =>
      rows.forEach((row) => {
        insert.run(row);
      }),
    )
    .immediate();
  return 'same';
}
