import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

test('tickets from before there were volumes stay tickets of single issues', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  migrate(database, contentMigrations.slice(0, 11));
  database
    .prepare(
      `INSERT INTO output_tickets (id, number, issue_id, form, purpose, copies, applicant, applied_at, is_stamped, state)
       VALUES ('t', '2024-0001', 'old', 'export', '存档', 1, 'wenhe', '2024-06-03', 0, 'approved')`,
    )
    .run();
  migrate(database, contentMigrations);
  expect(database.prepare('SELECT count(*) FROM volume_tickets').pluck().get()).toBe(0);
  expect(database.prepare('SELECT count(*) FROM output_tickets').pluck().get()).toBe(1);
  // The issue was never archived: no volume holds it.
  const add = database.prepare("INSERT INTO volume_tickets VALUES ('t', 'p', '{}', '[\"old\"]')");
  expect(() => add.run()).toThrow('archived issues');
  closeDatabase(database);
});
