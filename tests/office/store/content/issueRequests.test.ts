import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, handOver } from './releasedIssue.ts';

test('an issue that was under way before there were requests can be asked back and reminded of', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addDraft(database, 'old');
  handOver(database, 'old');
  database.exec("UPDATE issues SET opened_at = '2024-06-03'");
  migrate(database, contentMigrations.slice(0, 13));
  database.exec("INSERT INTO recall_requests VALUES ('r', 'old', 1, 0, 'zhou', 'editor', '2024-06-03', '漏了一篇')");
  database.exec("INSERT INTO reminders VALUES (1, 'old', 1, 'zhou', '2024-06-03')");
  expect(database.prepare('SELECT count(*) FROM recall_requests').pluck().get()).toBe(1);
  closeDatabase(database);
});
