import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import { momentLine } from '#shared/layout/momentLine.ts';
import { StoreError } from './storeError.ts';
import { writeFileDurably } from './writeFileDurably.ts';

const holderSchema = z.object({ host: z.string(), pid: z.number().int(), since: z.iso.datetime() });

/** Who has the data directory. `since` is ISO 8601. */
export type LockHolder = Readonly<z.infer<typeof holderSchema>>;

export type DataDirectoryLock = { readonly holder: LockHolder; readonly release: () => void };

/**
 * Takes the data directory for the life of the program. The lock is SQLite's own file lock, held by an exclusive
 * transaction, so the system drops it however the program ends; the JSON beside it only tells others who has it and
 * may be stale. Throws StoreError dataInUse.
 */
export function lockDataDirectory(directory: string, now: () => Date = () => new Date()): DataDirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const holderFile = join(directory, 'lock.json');
  const lockFile = join(directory, 'lock.db');
  closeSync(openSync(lockFile, 'a', 0o600)); // SQLite would let others read what it makes.
  const database = new BetterSqlite3(lockFile, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY')) throw inUse(directory, readHolder(holderFile), error);
    if (error.code === 'SQLITE_NOTADB') {
      throw new StoreError('foreignFile', `文件“${lockFile}”不是本程序的锁文件，没有改动它。请移走后重试。`, {
        cause: error,
      });
    }
    throw error;
  }
  const holder: LockHolder = { host: hostname(), pid: process.pid, since: now().toISOString() };
  try {
    writeFileDurably(holderFile, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    holder,
    release: () => {
      if (!database.open) return;
      rmSync(holderFile, { force: true });
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined; // The holder is between taking the lock and naming itself, or the file was removed by hand.
  }
}

function inUse(directory: string, holder: LockHolder | undefined, cause: unknown): StoreError {
  const who = holder
    ? `计算机“${holder.host}”上的程序（进程号${holder.pid}，自${momentLine(holder.since)}起）`
    : '另一个正在运行的程序';
  return new StoreError('dataInUse', `数据目录“${directory}”正由${who}使用。请先退出那个程序，再重新打开。`, { cause });
}
