import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import type { WritableDatabase } from './database.ts';
import { StoreError } from './storeError.ts';

/** SQLCipher 4 form: AES-256-CBC and HMAC-SHA512 a page, 4096-byte pages. */
const pageBytes = 4096;
const keyBytes = 32;

export type OpenDatabaseOptions = {
  /** Make the file; it must not be there yet. Without it the file must be there. */
  readonly create?: boolean;
  /** The newest `user_version` this program knows; a base beyond it is refused before anything is written. */
  readonly newestVersion?: number;
};

/**
 * Opens an encrypted base with a raw 32-byte key. An existing file is first read through a read-only connection, which
 * can neither write nor checkpoint, so a file that is refused keeps every byte. Throws StoreError: fileMissing,
 * fileExists, foreignFile, damagedFile, wrongKey, newerVersion.
 */
export function openDatabase(file: string, key: Uint8Array, options: OpenDatabaseOptions = {}): WritableDatabase {
  if (key.length !== keyBytes) throw new TypeError(`a base key has ${keyBytes} bytes`);
  if (options.create) refuseExisting(file);
  else {
    refuseByShape(file);
    probe(file, key, options.newestVersion);
  }
  // SQLite would let others read what it makes; the log beside a base takes over the base's own mode.
  if (options.create) closeSync(openSync(file, 'wx', 0o600));
  const database = new BetterSqlite3(file, { fileMustExist: true });
  try {
    applyKey(database, key);
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Without it a row that INSERT OR REPLACE puts in another's place goes without the triggers that keep it.
    database.pragma('recursive_triggers = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('secure_delete = ON');
    database.pragma('trusted_schema = OFF');
  } catch (error) {
    database.close();
    throw namedError(file, error);
  }
  return database as WritableDatabase;
}

/**
 * Empties the write-ahead log into the base, then closes: what is on disk at rest is one whole file. On a disk without
 * room the log stays beside the base, with everything that was committed, and is read at the next opening.
 */
export function closeDatabase(database: WritableDatabase): void {
  if (!database.open) return;
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(error instanceof BetterSqlite3.SqliteError) || error.code !== 'SQLITE_FULL') throw error;
  } finally {
    database.close();
  }
}

/**
 * Opens a base through a connection that can neither write nor checkpoint, for a copy that is only looked at. Throws
 * StoreError as openDatabase does.
 */
export function openToRead(file: string, key: Uint8Array): WritableDatabase {
  refuseByShape(file);
  const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    applyKey(database, key);
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    database.pragma('temp_store = MEMORY');
  } catch (error) {
    database.close();
    throw namedError(file, error);
  }
  return database as WritableDatabase;
}

function applyKey(database: Database, key: Uint8Array): void {
  database.pragma(`cipher = 'sqlcipher'`);
  database.pragma('legacy = 4');
  database.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
}

function refuseExisting(file: string): void {
  for (const found of [file, `${file}-wal`]) {
    if (existsSync(found)) throw new StoreError('fileExists', `文件“${found}”已经存在，没有改动它。请换一个位置新建。`);
  }
}

/**
 * What can be told without the key: no file, a plain SQLite file, an empty file, a file cut inside a page. Throws StoreError
 * fileMissing, foreignFile or damagedFile.
 */
export function refuseByShape(file: string): void {
  if (!existsSync(file)) throw new StoreError('fileMissing', `找不到数据文件“${file}”。请检查数据目录是否完整。`);
  const { size } = statSync(file);
  const head = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head, 0, head.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (head.toString('latin1') === 'SQLite format 3\0') {
    throw new StoreError('foreignFile', `文件“${file}”不是本程序的数据文件，没有改动它。请放回原来的数据文件。`);
  }
  if (size === 0 || size % pageBytes !== 0) throw damaged(file);
}

function probe(file: string, key: Uint8Array, newestVersion: number | undefined): void {
  const hadLog = existsSync(`${file}-wal`);
  const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    applyKey(database, key);
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    const version = Number(database.pragma('user_version', { simple: true }));
    if (newestVersion !== undefined && version > newestVersion) throw newerVersion(file, version, newestVersion);
  } catch (error) {
    throw namedError(file, error);
  } finally {
    database.close();
    // A read-only connection leaves its side files behind; without a log before, they hold nothing.
    if (!hadLog) for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true });
  }
}

/** The refusal of a base that a later program has written. */
export function newerVersion(file: string, version: number, newest: number): StoreError {
  return new StoreError(
    'newerVersion',
    `数据文件“${file}”由较新的程序写成（第 ${version} 版，本程序最高识别第 ${newest} 版），没有改动它。请使用新版程序打开。`,
  );
}

function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError('damagedFile', `数据文件“${file}”不完整或已损坏，没有改动它。请用备份恢复。`, { cause });
}

function namedError(file: string, error: unknown): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError)) return error;
  if (error.code === 'SQLITE_NOTADB') {
    return new StoreError(
      'wrongKey',
      `密钥打不开数据文件“${file}”：密钥不是这个文件的，或者文件开头已损坏。没有改动它。请核对钥匙文件与数据文件是否成套。`,
      { cause: error },
    );
  }
  // The volume has no room for the log's index; the base itself is whole.
  if (error.code === 'SQLITE_IOERR_SHMSIZE') return error;
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code.startsWith('SQLITE_IOERR')) return damaged(file, error);
  return error;
}
