import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const at = '2024-06-03T02:00:00Z';

test('records from before they were signed stay, those approved count as approved, and those that wait are approved no more', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 34),
  );
  database.exec(
    `INSERT INTO articles (id, title, created_at, created_by) VALUES ('one', '渡口的灯', '${at}', 'zhou'), ('two', '山路', '${at}', 'zhou')`,
  );
  const decision = JSON.stringify({ kind: '秘密', decidedOn: '2024-06-03' });
  const record = database.prepare(
    `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, recorded_at)
     VALUES ('article', ?, ?, 2, '', 'zhou', 'he', '${at}')`,
  );
  record.run('one', decision);
  record.run('two', decision);
  const text = 'a'.repeat(64);
  const consent = database.prepare(
    `INSERT INTO marking_consents (record, outcome, person, reason, text, statement, at) VALUES (?, 'approved', 'he', '', ?, ?, '${at}')`,
  );
  const said = (subjectId: string) =>
    JSON.stringify({
      as: 'approver',
      outcome: 'approved',
      text,
      subject: 'article',
      subjectId,
      decision: { kind: '秘密', decidedOn: '2024-06-03' },
      publicKey: '04',
      signature: 'f',
    });
  consent.run(1, text, said('one'));
  migrate(database, contentMigrations);
  expect(database.prepare('SELECT number, statement FROM live_markings').raw().all()).toEqual([
    [1, null],
    [2, null],
  ]);
  expect(() => consent.run(2, text, said('two'))).toThrow('bound to what was proposed');
  const takeBack = database.prepare(
    `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, recorded_at)
     VALUES ('article', ?, NULL, 0, '', 'zhou', '${at}')`,
  );
  expect(() => takeBack.run('one')).toThrow('goes as it came');
  takeBack.run('two');
  expect(() => record.run('two', decision)).toThrow('signed by whoever proposes it');
  closeDatabase(database);
});
