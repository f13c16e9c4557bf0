import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, addReleasedIssue, handOver } from './releasedIssue.ts';

const stepTriggers = (database: ReadableDatabase) =>
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'issue_steps' ORDER BY rowid")
    .pluck()
    .all();

test('requests answered before answers could be given for another stand in the own right, and every rule of the steps is kept', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  const upTo = (number: number) =>
    migrate(
      database,
      contentMigrations.filter((one) => one.number <= number),
    );
  upTo(22);
  addDraft(database, 'old');
  handOver(database, 'old');
  database.exec("UPDATE issues SET opened_at = '2024-06-03'");
  database.exec("INSERT INTO recall_requests VALUES ('r', 'old', 1, 0, 'zhou', 'editor', '2024-06-03', '漏了一篇')");
  database.exec(
    "INSERT INTO recall_answers (request_id, outcome, person, role, at, reason) VALUES ('r', 'declined', 'he', 'reviewer', '2024-06-03', '不急')",
  );
  const before = stepTriggers(database);
  upTo(23);
  expect(stepTriggers(database)).toEqual(before);
  expect(database.prepare('SELECT outcome, on_behalf_of, delegation_id FROM recall_answers').raw().all()).toEqual([
    ['declined', null, null],
  ]);
  addReleasedIssue(database, 'new', 7);
  expect(() =>
    database.exec(
      `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
         opinion, content_hash) VALUES ('old', 2, 'inReview', 1, 'pass', 'awaitingRelease', 2, 'he', 'reviewer', '2024-06-03',
         '', '${'a'.repeat(64)}')`,
    ),
  ).toThrow('needs the signature');
  closeDatabase(database);
});
