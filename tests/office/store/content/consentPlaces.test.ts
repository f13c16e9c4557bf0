import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('consents from before they named their issue and words stay, and count for any issue', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 30),
  );
  const articleId = 'old';
  database.exec(
    "INSERT INTO articles (id, title, created_at, created_by) VALUES ('old', '渡口的灯', '2024-06-01', 'zhou')",
  );
  const decision = JSON.stringify({ kind: '秘密', decidedOn: '2024-06-03', originator: '临湖区总工会' });
  database
    .prepare(
      `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, recorded_at)
       VALUES ('article', ?, ?, 2, '', 'zhou', 'he', '2024-06-03T02:00:00Z')`,
    )
    .run(articleId, decision);
  const insert = database.prepare(
    `INSERT INTO originator_consents (origin, article_id, giver, given_on, means, reference, rank, ends_on, recipients,
       recorder, at) VALUES (1, ?, '张主任', '2024-06-03', 'phone', '田野接听', 0, '', '[]', 'zhou', '2024-06-03')`,
  );
  insert.run(articleId);
  migrate(database, contentMigrations);
  expect(database.prepare('SELECT giver, issue_id, text FROM originator_consents').raw().all()).toEqual([
    ['张主任', null, null],
  ]);
  expect(database.prepare('SELECT originator FROM originator_marks').pluck().all()).toEqual(['临湖区总工会']);
  expect(() => insert.run(articleId)).toThrow('an issue with its mark');
  database.exec("INSERT INTO originator_corrections VALUES (1, '登记有误', 'he', '2024-06-04')");
  expect(database.prepare('SELECT originator FROM originator_marks').pluck().all()).toEqual([]);
  closeDatabase(database);
});
