import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

test('an older base gets an empty archive, into which nothing comes before it is archived', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 24),
  );
  addReleasedIssue(database, 'released', 1);
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 24),
  );
  expect(database.prepare('SELECT count(*) FROM record_items').pluck().get()).toBe(0);
  const add = database.prepare(
    `INSERT INTO record_items VALUES ('n', ?, 'f', 'WS', 2024, 'ten', 'BGS', ?, '题名', '', '', '2024-06-01', 1, 1, '<x/>', '{}',
       '2024-06-02', 'an', '2024-06-02')`,
  );
  expect(() => add.run('released', 1)).toThrow('an issue in the archive');
  add.run(null, 7);
  const file = database.prepare("INSERT INTO record_files VALUES ('n', ?, x'00', ?)");
  file.run('issue.pdf', 'a'.repeat(64));
  expect(() => file.run('more.pdf', 'a'.repeat(64))).toThrow('come in with their item');
  expect(() => database.exec('DELETE FROM record_files')).toThrow('never changed');
  closeDatabase(database);
});
