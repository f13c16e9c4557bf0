import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, addReleasedIssue, handOver } from './releasedIssue.ts';

/** A base from before there were flows, with an issue that its publication issued with these words, and one under way. */
function earlierBase(document: string): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 6));
  database.exec(`
    CREATE TEMP TRIGGER with_document AFTER INSERT ON frozen_files WHEN NEW.name = 'issue.txt'
    BEGIN INSERT INTO frozen_files VALUES (NEW.issue_id, 'issue.json', CAST('${document}' AS BLOB), NEW.sm3); END`);
  addReleasedIssue(database, 'issued', 6);
  database.exec('DROP TRIGGER with_document');
  addDraft(database, 'underWay');
  handOver(database, 'underWay');
  return database;
}

function labelsOf(database: WritableDatabase, id: string): readonly string[] {
  const flow = database.prepare('SELECT flow FROM issue_flows WHERE issue_id = ?').pluck().get(id) as string;
  return (JSON.parse(flow) as readonly { readonly label: string }[]).map(({ label }) => label);
}

const signOff = (words: readonly string[]) =>
  JSON.stringify({
    signOff: ['responsibleEditor', 'reviewer', 'signer'].map((step, index) => ({
      step,
      label: words[index],
      person: '周',
    })),
  });

test('an issue under way goes on in the words its publication has printed, and keeps its flow from then on', () => {
  const database = earlierBase(signOff(['编辑', '核稿', '批准']));
  migrate(database, contentMigrations);
  expect(labelsOf(database, 'underWay')).toEqual(['编辑', '核稿', '批准']);
  // What was issued is over and stays as it was.
  expect(labelsOf(database, 'issued')).toEqual(['责任编辑', '审核', '签发']);
  expect(() => database.exec("UPDATE issue_flows SET flow = '[]'")).toThrow('keeps the flow');
  closeDatabase(database);
});

test.each([
  ['no document', 'null'],
  ['no names', '{}'],
  ['words for some stations only', JSON.stringify({ signOff: [{ step: 'reviewer', label: '核稿', person: '何' }] })],
  ['one word for two stations', signOff(['编辑', '编辑', '批准'])],
])('the usual words stay where the publication has printed %s', (_what, document) => {
  const database = earlierBase(document);
  migrate(database, contentMigrations);
  expect(labelsOf(database, 'underWay')).toEqual(['责任编辑', '审核', '签发']);
  closeDatabase(database);
});
