import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { bytesOf, temporaryFolder } from './temporaryFolder.ts';

const key = randomBytes(32);

function filledBase(folder: string): string {
  const file = join(folder, 'content.db');
  const database = openDatabase(file, key, { create: true });
  database.exec('CREATE TABLE note (text TEXT) STRICT');
  const insert = database.prepare('INSERT INTO note VALUES (?)');
  for (let row = 0; row < 200; row += 1) insert.run(`稿件正文${row}`.repeat(20));
  closeDatabase(database);
  return file;
}

test('a base opens again with its key, with every setting on, and is not readable on disk', () => {
  const folder = temporaryFolder();
  const file = filledBase(folder);
  expect(readFileSync(file).includes(Buffer.from('稿件正文'))).toBe(false);
  expect(Object.keys(bytesOf(folder))).toEqual(['content.db']);
  const database = openDatabase(file, key);
  const setting = (name: string) => database.pragma(name, { simple: true });
  expect(database.prepare('SELECT count(*) FROM note').pluck().get()).toBe(200);
  expect(setting('journal_mode')).toBe('wal');
  expect(setting('synchronous')).toBe(2);
  expect(setting('foreign_keys')).toBe(1);
  expect(setting('temp_store')).toBe(2);
  expect(setting('secure_delete')).toBe(1);
  expect(setting('trusted_schema')).toBe(0);
  closeDatabase(database);
});

test('a wrong key is refused by name, and base and write-ahead log keep every byte', () => {
  const folder = temporaryFolder();
  const file = filledBase(folder);
  const live = openDatabase(file, key);
  live.exec(`INSERT INTO note VALUES ('未归并')`);
  const copy = join(temporaryFolder(), 'content.db');
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  closeDatabase(live);
  const before = bytesOf(join(copy, '..'));
  expect(before['content.db-wal']?.length).toBeGreaterThan(0);
  expect(() => openDatabase(copy, randomBytes(32))).toThrow(
    expect.objectContaining({ code: 'wrongKey', message: expect.stringContaining(copy) }),
  );
  expect(bytesOf(join(copy, '..'))).toEqual(before);
  const again = openDatabase(copy, key);
  expect(again.prepare(`SELECT count(*) FROM note WHERE text = '未归并'`).pluck().get()).toBe(1);
  closeDatabase(again);
});

test('a base from a newer version is refused and its write-ahead log is not merged', () => {
  const file = filledBase(temporaryFolder());
  const live = openDatabase(file, key);
  live.pragma('user_version = 9');
  const folder = temporaryFolder();
  const copy = join(folder, 'content.db');
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  closeDatabase(live);
  const before = bytesOf(folder);
  expect(() => openDatabase(copy, key, { newestVersion: 8 })).toThrow(
    expect.objectContaining({ code: 'newerVersion' }),
  );
  expect(bytesOf(folder)).toEqual(before);
});

test.each<[string, (file: string) => void, string]>([
  ['cut inside a page', (file) => truncateSync(file, statSync(file).size - 100), 'damagedFile'],
  ['cut between two pages', (file) => truncateSync(file, statSync(file).size - 8192), 'damagedFile'],
  ['empty', (file) => truncateSync(file, 0), 'damagedFile'],
  ['other bytes', (file) => writeFileSync(file, randomBytes(8192)), 'wrongKey'],
  ['a text', (file) => writeFileSync(file, '一份说明'), 'damagedFile'],
])('a file that is %s is named and left as it is', (_, spoil, code) => {
  const folder = temporaryFolder();
  const file = filledBase(folder);
  spoil(file);
  const before = bytesOf(folder);
  expect(() => openDatabase(file, key)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(file) }),
  );
  expect(() => openDatabase(file, key, { create: true })).toThrow(expect.objectContaining({ code: 'fileExists' }));
  expect(bytesOf(folder)).toEqual(before);
});

test('a plain SQLite file is called foreign', () => {
  const file = join(temporaryFolder(), 'content.db');
  new BetterSqlite3(file).exec('CREATE TABLE other (a)').close();
  expect(() => openDatabase(file, key)).toThrow(expect.objectContaining({ code: 'foreignFile' }));
});

test('a missing file is not made', () => {
  const folder = temporaryFolder();
  expect(() => openDatabase(join(folder, 'content.db'), key)).toThrow(expect.objectContaining({ code: 'fileMissing' }));
  expect(bytesOf(folder)).toEqual({});
});
