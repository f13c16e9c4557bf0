import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

test('issues from before there were records keep all they have, need them only for a 密级, and stay as they are', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  migrate(database, contentMigrations.slice(0, 10));
  expect(database.prepare('SELECT id, marking_rule FROM issues').all()).toEqual([
    { id: 'old', marking_rule: 'classified' },
  ]);
  expect(() => database.exec("UPDATE issues SET marking_rule = 'all'")).toThrow('keeps the rule');
  expect(() => database.exec("UPDATE issues SET marking_rule = 'none'")).toThrow();
  closeDatabase(database);
});
