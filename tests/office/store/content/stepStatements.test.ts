import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, handOver, voidIssue } from './releasedIssue.ts';
import { insertSteps } from './stepWords.ts';

const columns = `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion,
  content_hash`;
const back = `SELECT id, step + 1, state, station, 'return', 'drafting', 0, 'he', 'reviewer', '2024-06-03', '缺一篇',
  content_hash FROM issues`;

test('steps from before they were signed stay without a statement, and no other is taken without its own', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 38),
  );
  addDraft(database, 'i');
  handOver(database, 'i');
  migrate(database, contentMigrations);
  const statements = () => database.prepare('SELECT statement FROM issue_steps ORDER BY step').pluck().all();
  expect(statements()).toEqual([null]);

  expect(() => database.exec(`INSERT INTO issue_steps (${columns}) ${back}`)).toThrow('signed by whoever takes it');
  const signed = insertSteps(columns, back);
  for (const [said, other] of [
    ["'issue', issue_id", "'issue', 'other'"],
    ["'step', step", "'step', 1"],
    ["'action', action", "'action', 'recall'"],
    ["'person', person", "'person', 'zhou'"],
    ["'role', role", "'role', 'signer'"],
    ["'at', at", "'at', '2024-06-04'"],
    ["'state', from_state", "'state', 'drafting'"],
    ["'station', from_station", "'station', 0"],
    ["'state', to_state", "'state', 'inReview'"],
    ["'station', to_station", "'station', 1"],
    ["'contentHash', content_hash", `'contentHash', '${'b'.repeat(64)}'`],
    ["'opinion', opinion,", ''],
    ["'publicKey', '-',", ''],
    ["'signature', '-',", ''],
    ["IS NULL, '', '-')", "IS NULL, '-', '')"],
    ["json_object(\n      'issue'", "json_object('onBehalfOf', 'zhou', 'issue'"],
    ["json_object(\n      'issue'", "json_object('delegation', 'leave', 'issue'"],
  ] as const) {
    const changed = signed.replace(said, other);
    expect(changed).not.toBe(signed);
    expect(() => database.exec(changed), other).toThrow('signed by whoever takes it');
  }
  // A step that is not lawful is refused for that.
  expect(() => voidIssue(database, 'i')).toThrow('not in the flow');
  database.exec(signed);
  expect(statements()).toEqual([null, expect.stringContaining('"action":"return"')]);
  expect(() => database.exec("UPDATE issue_steps SET statement = '{}'")).toThrow('never changed');
  // The next one goes on from the one that has a statement.
  const again = `SELECT id, 3, 'drafting', 0, 'submit', 'inReview', 1, 'zhou', 'editor', '2024-06-05', '', content_hash
    FROM issues`;
  database.exec(`INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
    SELECT id, 'responsibleEditor', 0, 'zhou', content_hash, '{}', '{}', '2024-06-05' FROM issues`);
  database.exec('INSERT INTO issue_flows SELECT issue_id, 3, flow FROM issue_flows');
  const submitted = insertSteps(columns, again);
  expect(() => database.exec(submitted.replace("IS NULL, '', '-')", "IS NULL, '-', '')"))).toThrow('signed by whoever');
  database.exec(submitted);
});
