import { uptime } from 'node:os';
import BetterSqlite3 from 'better-sqlite3';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { StoreError } from '#store/storeError.ts';
import { waitOf } from './attemptGuard.ts';

/**
 * The bases of a data directory, among those this person can open, that are damaged anywhere, by their paths: every page
 * is read, those too that no command would have come upon. None where name or password are wrong, which signing in says.
 * The directory must be held, and nobody signed in.
 */
export async function damagedBases(directory: string, personId: string, password: string): Promise<readonly string[]> {
  const files = dataFiles(directory);
  // Who has to wait is told so by signing in, and learns nothing here.
  if (waitOf({ files, now: () => new Date(), upSeconds: uptime }, personId).seconds > 0) return [];
  const keys = await openKeyring(files.keyring, personId, password).catch((error) => {
    if (error instanceof StoreError) return undefined;
    throw error;
  });
  if (!keys) return [];
  const { registerKey, contentKey } = keys;
  const bases = [
    { file: files.register, key: registerKey },
    ...(contentKey ? [{ file: files.content, key: contentKey }] : []),
  ];
  const damaged = bases.filter(({ file, key }) => !isWhole(file, key)).map(({ file }) => file);
  registerKey.fill(0);
  contentKey?.fill(0);
  return damaged;
}

function isWhole(file: string, key: Uint8Array): boolean {
  try {
    const database = openDatabase(file, key);
    try {
      return database.pragma('integrity_check', { simple: true }) === 'ok';
    } finally {
      closeDatabase(database);
    }
  } catch (error) {
    if (error instanceof StoreError) return !['damagedFile', 'wrongKey', 'foreignFile'].includes(error.code);
    if (error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code)) return false;
    throw error;
  }
}
