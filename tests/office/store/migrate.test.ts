import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Migration, migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { bytesOf, temporaryFolder } from './temporaryFolder.ts';

const key = randomBytes(32);
const first: Migration = {
  number: 1,
  up: (database) => database.exec(`CREATE TABLE note (text TEXT) STRICT; INSERT INTO note VALUES ('甲')`),
};
const second: Migration = { number: 2, up: (database) => database.exec('ALTER TABLE note ADD COLUMN author TEXT') };
const failing: Migration = {
  number: 3,
  up: (database) => {
    database.exec('DROP TABLE note');
    throw new Error('half way');
  },
};

test('a new base is brought up without a copy, an old one with an encrypted copy of what it was', () => {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'register.db'), key, { create: true });
  expect(migrate(database, [first])).toEqual({ from: 0, to: 1 });
  const outcome = migrate(database, [first, second]);
  expect(outcome).toMatchObject({ from: 1, to: 2 });
  expect(migrate(database, [first, second])).toEqual({ from: 2, to: 2 });
  expect(database.prepare('SELECT * FROM note').all()).toEqual([{ text: '甲', author: null }]);
  closeDatabase(database);
  const copy = openDatabase(outcome.copy ?? '', key, { newestVersion: 1 });
  expect(copy.prepare('SELECT * FROM note').all()).toEqual([{ text: '甲' }]);
  closeDatabase(copy);
});

test('a step that fails takes the earlier ones back, and a second try keeps a second copy', () => {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'register.db'), key, { create: true });
  migrate(database, [first]);
  expect(() => migrate(database, [first, second, failing])).toThrow('half way');
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  expect(database.prepare('SELECT * FROM note').all()).toEqual([{ text: '甲' }]);
  migrate(database, [first, second]);
  closeDatabase(database);
  expect(Object.keys(bytesOf(folder)).sort()).toEqual([
    'register.db',
    'register.db.version-1-2.copy',
    'register.db.version-1.copy',
  ]);
});

test('a newer base is refused untouched, and a list out of order is a mistake of the program', () => {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'register.db'), key, { create: true });
  migrate(database, [first, second]);
  const before = bytesOf(folder);
  expect(() => migrate(database, [first])).toThrow(expect.objectContaining({ code: 'newerVersion' }));
  expect(bytesOf(folder)).toEqual(before);
  expect(() => migrate(database, [second, first])).toThrow(TypeError);
  closeDatabase(database);
});
