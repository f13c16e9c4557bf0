import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, handOver } from './releasedIssue.ts';

test('an issue that was under way before views were kept can be seen, once a version, and what was seen stays', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  addDraft(database, 'old');
  handOver(database, 'old');
  addDraft(database, 'draft');
  migrate(database, contentMigrations.slice(0, 19));
  const hash = 'a'.repeat(64);
  const see = (id: string, document: string, person = 'he') => {
    database.exec(`INSERT INTO seen_documents VALUES ('${id}', '${hash}', '${document}')`);
    return database.exec(
      `INSERT INTO issue_views (issue_id, person, content_hash, articles, at) VALUES ('${id}', '${person}', '${hash}', '{}', '2024-06-03')`,
    );
  };
  expect(() => see('old', '{"column":"别的"}')).toThrow('what the issue holds');
  expect(() => see('draft', '{}')).toThrow('what the issue holds');
  see('old', '{}');
  const again = (person: string, contentHash = hash, copies = 'NULL') =>
    database.exec(
      `INSERT INTO issue_views (issue_id, person, content_hash, copies, articles, at)
       VALUES ('old', '${person}', '${contentHash}', ${copies}, '{}', '2024-06-03')`,
    );
  expect(() => again('he')).toThrow('once for a person');
  expect(() => again('chen', 'b'.repeat(64))).toThrow('what the issue holds');
  expect(() => again('chen', hash, '60')).toThrow('what the issue holds');
  again('chen');
  expect(database.prepare('SELECT person FROM issue_views ORDER BY number').pluck().all()).toEqual(['he', 'chen']);
  for (const statement of [
    "UPDATE issue_views SET person = 'zhou'",
    'DELETE FROM issue_views',
    "UPDATE seen_documents SET document = '{}'",
    'DELETE FROM seen_documents',
    `REPLACE INTO issue_views (number, issue_id, person, content_hash, articles, at) VALUES (1, 'old', 'zhou', '${hash}', '{}', '2024-06-03')`,
    `REPLACE INTO seen_documents VALUES ('old', '${hash}', '{}')`,
  ]) {
    expect(() => database.exec(statement), statement).toThrow(/never changed|on record|what the issue holds/);
  }
  closeDatabase(database);
});
