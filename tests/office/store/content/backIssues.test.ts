import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { indexBackIssue, indexIssue, searchIssues } from '#store/content/searchIndex.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';
import { articleIds, documentOf, search } from './searchBase.ts';

const before = contentMigrations.slice(
  0,
  contentMigrations.findIndex(({ number }) => number === 32),
);
const after = contentMigrations.slice(0, before.length + 1);

test('what an older base finds, it finds as before, and back issues behind it by their days', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, before);
  database
    .transaction(() => {
      addReleasedIssue(database, 'issue-1', 1);
      // As the program of that time wrote it.
      database.exec(`INSERT INTO search_passages (id, issue_id, place, article_id, title, unit, column_name, number_text,
        issued_on, text) VALUES (1, 'issue-1', 1, '1-1', '一', '', '', '2024年第1期', '2024-06-18', '驿站的灯')`);
      database.exec("INSERT INTO search_index (rowid, bigrams, characters, fields) VALUES (1, '驿站', '驿 站', '')");
      database.exec('INSERT INTO search_reuse_sources (id, passage_id) VALUES (1, 1)');
    })
    .immediate();
  const rows = () => database.prepare('SELECT id, issue_id, title, text FROM search_passages WHERE id > 0').all();
  const old = rows();
  expect(migrate(database, after)).toMatchObject({ from: 31, to: 32 });
  expect(rows()).toEqual(old);
  expect(database.prepare('SELECT passage_id FROM search_reuse_sources').pluck().all()).toEqual([1]);
  expect(() => database.exec("UPDATE search_passages SET title = '改'")).toThrow('never changed');

  const keep = (id: string, serial: number, date: string) => {
    const document = { ...documentOf(serial, [{ title: `往年${serial}`, text: '驿站' }]), date };
    database.exec(`
      INSERT INTO back_issue_batches (id, publication_id, publication_name, folder, state, left_out, started_by, started_at)
        VALUES ('${id}', 'p', '云岭工会工作信息', '/past', 'reading', 0, 'wenhe', '2024-06-01');
      INSERT INTO back_issue_items (id, batch_id, path, bytes) VALUES ('back-${id}', '${id}', '${id}.txt', 3);
      UPDATE back_issue_items SET state = 'parsed', document = '{}', series = 'regular', year = 2018, serial = ${serial},
        issued_on = '${date}', articles = 1 WHERE batch_id = '${id}';
      INSERT INTO back_issue_files VALUES ('back-${id}', x'010203');
      UPDATE back_issue_batches SET state = 'read' WHERE id = '${id}';`);
    const put = () =>
      database.exec(`INSERT INTO back_issues (id, publication_id, series, year, serial, issued_on, kept_at)
        VALUES ('back-${id}', 'p', 'regular', 2018, ${serial}, '${date}', '2024-06-02')`);
    expect(put).toThrow('as it was looked through');
    database.exec(
      `UPDATE back_issue_batches SET state = 'confirming', confirmed_by = 'x', confirmed_at = 'y' WHERE id = '${id}'`,
    );
    put();
    expect(() => database.exec(`UPDATE back_issue_batches SET state = 'confirmed' WHERE id = '${id}'`)).toThrow(
      'found',
    );
    database.transaction(() => indexBackIssue(database, { issueId: `back-${id}`, document })).immediate();
    database.exec(`UPDATE back_issue_batches SET state = 'confirmed' WHERE id = '${id}'`);
  };
  keep('late', 9, '2018-09-18');
  keep('early', 2, '2018-02-18');
  database
    .transaction(() => {
      addReleasedIssue(database, 'issue-2', 2);
      indexIssue(database, { issueId: 'issue-2', document: documentOf(2, [{ title: '二', text: '驿站' }]) });
    })
    .immediate();
  expect(articleIds(search(database, '驿站'))).toEqual(['2-1', '1-1', '9-1', '2-1']);
  const [, , past] = searchIssues(database, { text: '驿站', order: 'newest', limit: 9, offset: 0 }).hits;
  expect(past).toMatchObject({ issueId: 'back-late', isVoid: false, issuedOn: '2018-09-18' });
  closeDatabase(database);
});
