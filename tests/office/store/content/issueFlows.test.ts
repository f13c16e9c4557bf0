import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultFlow } from '#shared/workflow/flow.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, addReleasedIssue, handOver, voidIssue } from './releasedIssue.ts';

const before = contentMigrations.filter(({ number }) => number < 8);
const upTo = contentMigrations.filter(({ number }) => number <= 8);

test('issues that were there have the flow of three stations, and go on in it from where they stood', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, before);
  addReleasedIssue(database, 'released', 6);
  addReleasedIssue(database, 'void', 7);
  voidIssue(database, 'void');
  addDraft(database, 'draft');
  addDraft(database, 'handed over');
  handOver(database, 'handed over');
  expect(migrate(database, upTo)).toMatchObject({ from: before.at(-1)?.number, to: 8 });

  expect(database.prepare('SELECT id, state, station FROM issues ORDER BY id').all()).toEqual([
    { id: 'draft', state: 'drafting', station: 0 },
    { id: 'handed over', state: 'inReview', station: 1 },
    { id: 'released', state: 'released', station: 2 },
    { id: 'void', state: 'void', station: 2 },
  ]);
  const flows = database.prepare('SELECT issue_id, flow FROM issue_flows ORDER BY issue_id').all();
  expect(flows).toEqual(
    ['handed over', 'released', 'void'].map((id) => ({ issue_id: id, flow: JSON.stringify(defaultFlow) })),
  );
  const steps = database
    .prepare("SELECT action, from_station, to_station, role FROM issue_steps WHERE issue_id = 'void' ORDER BY step")
    .raw()
    .all();
  expect(steps).toEqual([
    ['submit', 0, 1, 'editor'],
    ['pass', 1, 2, 'reviewer'],
    ['release', 2, 2, 'signer'],
    ['void', 2, 2, 'signer'],
  ]);
  expect(
    database.prepare("SELECT sign_off, station FROM sign_offs WHERE issue_id = 'void' ORDER BY station").raw().all(),
  ).toEqual([
    ['responsibleEditor', 0],
    ['reviewer', 1],
    ['signer', 2],
  ]);
  // Numbers and files that were granted stand, and a new issue goes its way.
  addReleasedIssue(database, 'new', 8);
  expect(() => addReleasedIssue(database, 'again', 7)).toThrow('given once');
  closeDatabase(database);
});

test('a flow that does not go from the editor to the signer over two to six stations is refused', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, upTo);
  addDraft(database, 'i');
  const [editor, reviewer, signer] = defaultFlow;
  const together = { kind: 'countersigner', label: '会签' };
  const insert = database.prepare("INSERT INTO issue_flows VALUES ('i', 1, ?)");
  const refused: readonly unknown[] = [
    [],
    [editor],
    [signer, editor],
    [editor, reviewer],
    [reviewer, signer],
    [editor, editor, signer],
    [editor, signer, signer],
    [editor, { ...reviewer, label: '' }, signer],
    [editor, together, signer],
    [editor, { ...together, signers: { kind: 'people', people: [] } }, signer],
    [editor, { ...together, signers: { kind: 'role', role: 'auditor', count: 1 } }, signer],
    [editor, { ...together, signers: { kind: 'role', role: 'reviewer', count: 0 } }, signer],
    [editor, ...Array(5).fill(reviewer), signer],
    { editor },
    'flow',
  ];
  for (const flow of refused)
    expect(() => insert.run(JSON.stringify(flow)), JSON.stringify(flow)).toThrow('a flow goes');
  expect(() => database.prepare("INSERT INTO issue_flows VALUES ('i', 2, ?)").run(JSON.stringify(defaultFlow))).toThrow(
    'when it is handed over',
  );
  insert.run(JSON.stringify(defaultFlow));
  expect(() => database.exec("UPDATE issue_flows SET flow = '[]'")).toThrow('keeps the flow');
  expect(() => database.exec('DELETE FROM issue_flows')).toThrow('keeps the flow');
  closeDatabase(database);
});

test('whoever is named for 会签 signs at that station and at no other', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 12),
  );
  addDraft(database, 'i');
  const [editor, , signer] = defaultFlow;
  const named = { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['he', 'zhou'] } };
  database.prepare("INSERT INTO issue_flows VALUES ('i', 1, ?)").run(JSON.stringify([editor, named, signer]));
  const sign = (person: string) =>
    database
      .prepare(
        `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
         SELECT id, 'responsibleEditor', 0, ?, content_hash, '{}', '{}', '2024-06-02' FROM issues`,
      )
      .run(person);
  expect(() => sign('zhou')).toThrow('signs at that one');
  sign('chen');
  closeDatabase(database);
});

test('what a recall left standing above the station of an issue is void from then on', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 15),
  );
  addDraft(database, 'i');
  const [editor, reviewer, signer] = defaultFlow;
  const named = { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['jia', 'yi'] } };
  const flow = JSON.stringify([editor, reviewer, named, signer]);
  database.prepare("INSERT INTO issue_flows VALUES ('i', 1, ?)").run(flow);
  const sign = (signOff: string, station: number, person: string) =>
    database
      .prepare(
        `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
         SELECT id, ?, ?, ?, content_hash, '{}', '{}', '2024-06-02' FROM issues`,
      )
      .run(signOff, station, person);
  const step = (action: string, state: string, station: number, person: string, role: string) =>
    database
      .prepare(
        `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
           opinion, content_hash)
         SELECT id, step + 1, state, station, ?, ?, ?, ?, ?, '2024-06-02', '', content_hash FROM issues`,
      )
      .run(action, state, station, person, role);
  sign('responsibleEditor', 0, 'bian');
  step('submit', 'inReview', 1, 'bian', 'editor');
  sign('reviewer', 1, 'shen');
  step('pass', 'inReview', 2, 'shen', 'reviewer');
  sign('countersigner', 2, 'jia');
  step('countersign', 'inReview', 2, 'jia', 'reviewer');
  sign('countersigner', 2, 'yi');
  step('countersign', 'awaitingRelease', 3, 'yi', 'reviewer');
  step('recall', 'inReview', 2, 'yi', 'reviewer');
  step('recall', 'inReview', 1, 'shen', 'reviewer');
  const standing = () =>
    database.prepare('SELECT person FROM sign_offs WHERE void_reason IS NULL ORDER BY station').pluck().all();
  expect(standing()).toEqual(['bian', 'jia']);
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 15),
  );
  expect(standing()).toEqual(['bian']);
  closeDatabase(database);
});
