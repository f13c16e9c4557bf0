import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

const insert = `INSERT INTO issues (id, publication_id, series, document, content_hash, created_at, created_by)
  VALUES (?, 'p1', ?, '{}', '${'a'.repeat(64)}', '2024-06-01', 'zhou')`;

test('issues that were there are of the regular series, with their numbers, and go on from there', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 3));
  addReleasedIssue(database, 'old', 6);
  expect(migrate(database, contentMigrations.slice(0, 4))).toMatchObject({ from: 3, to: 4 });
  expect(database.prepare('SELECT id, series FROM issues').all()).toEqual([{ id: 'old', series: 'regular' }]);
  addReleasedIssue(database, 'new', 7);
  expect(database.prepare('SELECT serial FROM issue_numbers ORDER BY serial').pluck().all()).toEqual([6, 7]);
  closeDatabase(database);
});

test('an issue stays in its series and gets no number of the other one', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations);
  database.prepare(insert).run('s', 'supplement');
  expect(() => database.prepare(insert).run('x', 'other')).toThrow('CHECK');
  expect(() => database.prepare("UPDATE issues SET series = 'regular'").run()).toThrow('stays in its series');
  const grant = "INSERT INTO issue_numbers VALUES ('p1', 'regular', 2024, 1, NULL, 's', '2024-06-18')";
  expect(() => database.prepare(grant).run()).toThrow('within the series');
  closeDatabase(database);
});
