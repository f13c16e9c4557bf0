import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

test('what was signed before there were delegations stands in the own right, and goes on to be signed so', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  migrate(database, contentMigrations.slice(0, 17));
  addReleasedIssue(database, 'new', 7);
  const rights = database.prepare('SELECT DISTINCT on_behalf_of, delegation_id FROM sign_offs').raw().all();
  expect(rights).toEqual([[null, null]]);
  expect(database.prepare('SELECT count(*) FROM delegations').pluck().get()).toBe(0);
  closeDatabase(database);
});
