import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, addReleasedIssue } from './releasedIssue.ts';

test('issues from before there were records keep all they have, need them only for a 密级, and stay as they are', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  migrate(database, contentMigrations.slice(0, 10));
  expect(database.prepare('SELECT id, marking_rule FROM issues').all()).toEqual([
    { id: 'old', marking_rule: 'classified' },
  ]);
  expect(() => database.exec("UPDATE issues SET marking_rule = 'all'")).toThrow('keeps the rule');
  expect(() => database.exec("UPDATE issues SET marking_rule = 'none'")).toThrow('keeps the rule');
  closeDatabase(database);
});

test('records from before they named the day of their end have it from their terms, and keep all else', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addDraft(database, 'old');
  migrate(database, contentMigrations.slice(0, 10));
  const insert = database.prepare(
    `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, term_months, proposer, approver, lift_on, recorded_at)
     VALUES ('issue', 'old', ?, 2, ?, 'zhou', 'he', ?, '2024-06-03T02:00:00Z')`,
  );
  const decision = JSON.stringify({ kind: '秘密', decidedOn: '2024-06-03' });
  insert.run(decision, 120, '2034-06-03');
  insert.run(decision, 6, null);
  insert.run(decision, 0, '2025-06-03');
  insert.run(decision, 90_000, null);
  insert.run(decision, 99_999, null);
  migrate(database, contentMigrations.slice(0, 16));
  expect(database.prepare('SELECT ends_on FROM marking_records ORDER BY number').pluck().all()).toEqual([
    '2034-06-03',
    '2024-12-03',
    '',
    '9998-12-31',
    '9999-12-31',
  ]);
  expect(database.prepare('SELECT number, decision FROM live_markings').all()).toEqual([{ number: 5, decision }]);
  expect(() => database.exec("UPDATE marking_records SET ends_on = ''")).toThrow('stays as it was made');
  expect(() => database.exec('DELETE FROM marking_records')).toThrow('stays as it was made');
  closeDatabase(database);
});

test('records from before they were answered keep all they have and wait for their approvers', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addReleasedIssue(database, 'old', 6);
  addDraft(database, 'draft');
  migrate(database, contentMigrations.slice(0, 17));
  const decision = JSON.stringify({ kind: '秘密', decidedOn: '2024-06-03' });
  database
    .prepare(
      `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, recorded_at)
       VALUES ('issue', 'draft', ?, 2, '', 'zhou', 'he', '2024-06-03T02:00:00Z')`,
    )
    .run(decision);
  migrate(database, contentMigrations.slice(0, 18));
  expect(database.prepare('SELECT number, decision, scan, statement FROM live_markings').all()).toEqual([
    { number: 1, decision, scan: null, statement: null },
  ]);
  expect(database.prepare('SELECT count(*) FROM marking_consents').pluck().get()).toBe(0);
  expect(() => database.exec('INSERT OR REPLACE INTO marking_records SELECT * FROM marking_records')).toThrow(
    'stays as it was made',
  );
  addReleasedIssue(database, 'new', 7);
  closeDatabase(database);
});

test('articles from before units were named need no consent, and a mark comes with an article only', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 18));
  addDraft(database, 'draft');
  migrate(database, contentMigrations.slice(0, 27));
  expect(database.prepare('SELECT count(*) FROM originator_marks').pluck().get()).toBe(0);
  const insert = database.prepare(
    `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, recorded_at)
     VALUES ('issue', 'draft', ?, 2, '', 'zhou', 'he', '2024-06-03T02:00:00Z')`,
  );
  expect(() => insert.run(JSON.stringify({ kind: '秘密', originator: '临湖区总工会' }))).toThrow(
    'comes with an article',
  );
  addReleasedIssue(database, 'new', 7);
  closeDatabase(database);
});
