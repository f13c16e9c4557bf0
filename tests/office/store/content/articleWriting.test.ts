import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('articles that were there keep their versions, and their saves are counted from here on', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 5));
  database.exec(`
    INSERT INTO articles (id, title, version, created_at, created_by) VALUES ('old', '渡口的灯', 2, '2024-06-01', 'zhou');
    INSERT INTO article_versions (article_id, version, content, kind, author, started_at, saved_at, sealed) VALUES
      ('old', 1, '{}', 'named', 'zhou', '2024-06-01', '2024-06-01', 1),
      ('old', 2, '{}', 'automatic', 'zhou', '2024-06-02', '2024-06-02', 0);
  `);
  expect(migrate(database, contentMigrations.slice(0, 6))).toMatchObject({ from: 5, to: 6 });
  const saves = () => database.prepare('SELECT saves FROM articles').pluck().get();
  const versions = () => database.prepare('SELECT version FROM article_versions ORDER BY version').pluck().all();
  expect([saves(), versions()]).toEqual([0, [1, 2]]);
  database.exec(`UPDATE article_versions SET content = '{"title":[]}' WHERE version = 2`);
  database.exec("UPDATE article_versions SET sealed = 1, name = '清稿' WHERE version = 2");
  database.exec(`INSERT INTO article_versions (article_id, version, content, kind, author, started_at, saved_at)
    VALUES ('old', 3, '{}', 'automatic', 'zhou', '2024-06-03', '2024-06-03')`);
  expect([saves(), versions()]).toEqual([2, [1, 2, 3]]);
  for (const table of ['article_comments', 'article_comment_answers', 'article_take_overs', 'article_sittings']) {
    expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  }
  closeDatabase(database);
});
