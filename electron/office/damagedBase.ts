import BetterSqlite3 from 'better-sqlite3';
import type { ReadableDatabase } from '#store/database.ts';

/** Whether a base could not be read because its file is damaged. */
export function isDamage(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/**
 * Which of two open bases is damaged: SQLite's errors name none. Reads every page of the register, which is the smaller one;
 * where that is whole it is the other. Undefined where it is neither.
 */
export function damagedBase(
  register: ReadableDatabase,
  content: ReadableDatabase | undefined,
): 'register.db' | 'content.db' | undefined {
  if (!isWhole(register)) return 'register.db';
  return content ? 'content.db' : undefined;
}

export const baseWords = { 'register.db': '登记库（register.db）', 'content.db': '稿件库（content.db）' } as const;

function isWhole(database: ReadableDatabase): boolean {
  try {
    return database.prepare('PRAGMA quick_check(1)').pluck().get() === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}
