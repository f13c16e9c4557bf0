import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('the articles of an older base lie on the desk, and are shelved whole or not', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 19));
  database.exec(
    "INSERT INTO articles (id, title, created_at, created_by) VALUES ('old', '渡口的灯', '2024-06-01', 'wenhe')",
  );
  expect(migrate(database, contentMigrations.slice(0, 20))).toMatchObject({ from: 19, to: 20 });
  const shelved = () => database.prepare('SELECT shelved_by, shelved_at FROM articles').raw().get();
  expect(shelved()).toEqual([null, null]);
  expect(() => database.exec("UPDATE articles SET shelved_at = '2024-06-03'")).toThrow('CHECK');
  database.exec("UPDATE articles SET shelved_by = 'wenhe', shelved_at = '2024-06-03'");
  expect(() => database.exec("UPDATE articles SET title = '别的'")).toThrow('brought back first');
  database.exec('UPDATE articles SET shelved_by = NULL, shelved_at = NULL');
  expect(shelved()).toEqual([null, null]);
  closeDatabase(database);
});
