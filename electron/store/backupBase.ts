import { existsSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { type AuditChain, type AuditHead, verifyAuditChain } from './auditChain.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { openToRead } from './openDatabase.ts';
import { StoreError } from './storeError.ts';

/** The rows of each table of a base; those of the search, which are made from the others, are left out. */
export type RowCounts = Readonly<Record<string, number>>;

export type CopiedBase =
  | { readonly isWhole: true; readonly version: number; readonly rows: RowCounts; readonly head: AuditHead }
  | { readonly isWhole: false; readonly fault: string };

/** Counts every table of a base. */
export function countRows(database: ReadableDatabase): RowCounts {
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_index\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all() as readonly string[];
  return Object.fromEntries(
    tables.map((table) => [table, database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]),
  );
}

/** Writes every row of an open base to a new file under the same key; what was removed from it does not come along. */
export function copyRows(database: WritableDatabase, file: string): void {
  database.prepare('VACUUM INTO ?').run(file);
}

/**
 * Opens the copy of a base that nobody works on, reads every page and hashes its audit chain again. `fault` says in
 * Chinese what is wrong with it. Leaves the file as it is.
 */
export function readCopiedBase(file: string, key: Uint8Array, chain: AuditChain): CopiedBase {
  const sides = ['-wal', '-shm'].map((side) => `${file}${side}`).filter((side) => !existsSync(side));
  try {
    const database = openToRead(file, key);
    try {
      if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return faulty('有损坏的页');
      const verdict = verifyAuditChain(database, chain);
      if (verdict.kind === 'broken') return faulty(`审计记录第${verdict.sequence}条对不上`);
      const version = Number(database.pragma('user_version', { simple: true }));
      return { isWhole: true, version, rows: countRows(database), head: verdict.head };
    } finally {
      database.close();
      for (const side of sides) rmSync(side, { force: true });
    }
  } catch (error) {
    if (error instanceof StoreError && ['damagedFile', 'foreignFile', 'fileMissing'].includes(error.code)) {
      return faulty('不完整或已损坏');
    }
    if (error instanceof StoreError && error.code === 'wrongKey') return faulty('用钥匙文件中的密钥打不开');
    if (error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR)/.test(error.code)) {
      return faulty('有损坏的页');
    }
    throw error;
  }
}

function faulty(fault: string): CopiedBase {
  return { isWhole: false, fault };
}
