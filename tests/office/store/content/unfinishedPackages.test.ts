import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft } from './releasedIssue.ts';

test('a package that was cut off stands with its issue, once, and goes with it', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 39));
  expect(migrate(database, contentMigrations.slice(0, 40))).toMatchObject({ from: 39, to: 40 });
  const insert = (issue: string) =>
    database
      .prepare(
        "INSERT INTO unfinished_packages (issue_id, person, media, at) VALUES (?, 'wenhe', '光盘01', '2026-11-29')",
      )
      .run(issue);
  expect(() => insert('none')).toThrow('FOREIGN KEY');
  addDraft(database, 'one');
  insert('one');
  expect(() => insert('one')).toThrow('UNIQUE');
  database.exec("DELETE FROM issues WHERE id = 'one'");
  expect(database.prepare('SELECT count(*) FROM unfinished_packages').pluck().get()).toBe(0);
  closeDatabase(database);
});
