import { type AuditChain, verifyAuditChain } from './auditChain.ts';
import { isDamage, type TableReading } from './damagedTable.ts';
import { openToRead } from './openDatabase.ts';
import { readableTables, type TableShape } from './salvageBase.ts';
import { StoreError } from './storeError.ts';

export interface BaseCheckRequest {
  readonly file: string;
  readonly key: Uint8Array;
  readonly chain: AuditChain;
  /** Quick: every page is read. Full: every index is compared with its table and the audit chain hashed again as well. */
  readonly kind: 'quick' | 'full';
  /** What is counted where damage is found. */
  readonly tables: readonly TableShape[];
}

/** The fault that a salvage mends: a page whose bytes are no longer what was written. */
export const damagedPages = '有损坏的页';

/** Stands beside it where a salvage finds nothing either. */
export const nothingReadable = '开头或各表的目录已损坏，什么也读不出来';

export interface BaseCheck {
  /** What is wrong, in Chinese; none where the base is whole. */
  readonly faults: readonly string[];
  /** Where there is damage: what can still be read. */
  readonly tables: readonly TableReading[];
}

/** Checks a base through a connection of its own that cannot write. */
export function checkBase({ file, key, chain, kind, tables }: BaseCheckRequest): BaseCheck {
  const faults = faultsOf(file, key, chain, kind);
  if (faults.length === 0) return { faults, tables: [] };
  try {
    return { faults, tables: readableTables(file, key, tables) };
  } catch (error) {
    if (!isDamage(error) && !(error instanceof StoreError)) throw error;
    return { faults: [...faults, nothingReadable], tables: [] };
  }
}

function faultsOf(file: string, key: Uint8Array, chain: AuditChain, kind: BaseCheckRequest['kind']): readonly string[] {
  try {
    const database = openToRead(file, key);
    try {
      const check = kind === 'full' ? 'integrity_check(1)' : 'quick_check(1)';
      if (database.pragma(check, { simple: true }) !== 'ok') return [damagedPages];
      if (kind === 'quick') return [];
      const orphans = database.pragma('foreign_key_check') as readonly unknown[];
      const verdict = verifyAuditChain(database, chain);
      return [
        ...(orphans.length > 0 ? [`${orphans.length}行找不到所属的记录`] : []),
        ...(verdict.kind === 'broken' ? [`审计记录第${verdict.sequence}条对不上`] : []),
      ];
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof StoreError || isDamage(error)) return [damagedPages];
    throw error;
  }
}
