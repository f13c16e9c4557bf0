import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

test('a base from before there were written names keeps its issues, and holds a picture of a name once, as it is', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  migrate(database, contentMigrations.slice(0, 7));
  expect(database.prepare('SELECT id FROM issues').pluck().all()).toEqual(['old']);

  const hash = 'a'.repeat(64);
  const add = database.prepare("INSERT INTO signature_pictures VALUES (?, 'image/png', x'01')");
  add.run(hash);
  expect(() => add.run(hash)).toThrow('UNIQUE');
  expect(() => database.exec("UPDATE signature_pictures SET bytes = x'02'")).toThrow('named by its bytes');
  database.prepare("INSERT INTO person_signatures VALUES ('wenhe', ?, '2024-06-03')").run(hash);
  expect(() => database.exec('DELETE FROM signature_pictures')).toThrow('FOREIGN KEY');
  const other = database.prepare("INSERT INTO person_signatures VALUES ('qiaoyi', ?, '2024-06-03')");
  expect(() => other.run('b'.repeat(64))).toThrow('FOREIGN KEY');
  closeDatabase(database);
});
