import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

test('in a base from before 纸质签批 every signature stays its signer’s own, and can never be said to be on paper', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  const before = database.prepare('SELECT person, statement FROM sign_offs ORDER BY rowid');
  const signed = before.all();
  migrate(database, contentMigrations.slice(0, 14));
  expect(signed.length).toBeGreaterThan(0);
  expect(before.all()).toEqual(signed);
  expect(database.prepare('SELECT count(*) FROM sign_offs WHERE paper IS NOT NULL').pluck().get()).toBe(0);
  expect(() => database.exec("UPDATE sign_offs SET paper = 'p'")).toThrow(/only be voided/);
  closeDatabase(database);
});
