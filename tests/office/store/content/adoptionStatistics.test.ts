import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainRules } from '#shared/statistics/sampleRules.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('a base of before there were statistics gets empty tables, which take lawful rows and keep them', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 21),
  );
  migrate(database, contentMigrations);
  const write = (id: string, kind: string, entry: unknown, scan: string | null = null) =>
    database
      .prepare(
        `INSERT INTO adoption_records (id, kind, entry, scan, recorded_by, recorded_at, saved_by, saved_at)
         VALUES (?, ?, ?, ?, 'wenhe', '2024-06-03', 'wenhe', '2024-06-03')`,
      )
      .run(id, kind, JSON.stringify(entry), scan);
  const instruction = {
    kind: 'instruction',
    title: '沟渠',
    unitIds: ['u'],
    level: '省级',
    day: '2024-05-20',
    person: '某领导',
    text: '',
    scope: { kind: 'readers' },
    isTold: true,
  };
  const request = { kind: 'request', unitId: 'u', topic: '春耕', requirement: '', dueOn: '2024-05-20' };
  const outside = {
    kind: 'outside',
    title: '沟渠',
    unitIds: ['u'],
    level: '市级',
    publication: '专报',
    day: '2024-05-20',
  };
  const fault = { kind: 'fault', unitId: 'u', faultKind: '差错', title: '沟渠', day: '2024-05-20', note: '' };
  write('a', 'instruction', instruction);
  write('b', 'request', request);
  write('c', 'outside', outside);
  write('d', 'fault', fault);
  const refused: readonly (readonly [string, unknown, string?])[] = [
    ['instruction', request],
    ['instruction', { ...instruction, title: ' ' }],
    ['instruction', { ...instruction, unitIds: [] }],
    ['instruction', { ...instruction, unitIds: [1] }],
    ['instruction', { ...instruction, day: '2024-02-30' }],
    ['instruction', { ...instruction, scope: { kind: 'all' } }],
    ['instruction', { ...instruction, scope: { kind: 'people', personIds: [] } }],
    ['instruction', { ...instruction, isTold: 'yes' }],
    ['instruction', { ...instruction, scan: 'a'.repeat(64) }],
    ['instruction', { ...instruction, articleId: 'nothing' }],
    ['request', { ...request, dueOn: '' }],
    ['request', { ...request, manuscriptId: 'nothing' }],
    ['outside', { ...outside, publication: '' }],
    ['fault', { ...fault, faultKind: 1 }],
    ['other', { ...fault, kind: 'other' }],
  ];
  for (const [kind, entry] of refused) {
    expect(() => write('x', kind, entry), JSON.stringify(entry)).toThrow(/no record|CHECK|FOREIGN/);
  }
  expect(() => database.exec("UPDATE adoption_records SET kind = 'fault' WHERE id = 'a'")).toThrow(/no record|stays/);
  expect(() => database.exec("UPDATE adoption_records SET recorded_by = 'x' WHERE id = 'a'")).toThrow(/stays/);
  expect(() => database.exec('DELETE FROM adoption_records')).toThrow(/not removed/);
  expect(() =>
    database.exec("UPDATE adoption_records SET withdrawn_by = 'w', withdrawn_at = '2024' WHERE id = 'a'"),
  ).toThrow(/CHECK/);
  database.exec("UPDATE adoption_records SET withdrawn_by = 'w', withdrawn_at = '2024', reason = '错' WHERE id = 'a'");
  expect(() =>
    database.exec("UPDATE adoption_records SET withdrawn_by = NULL, withdrawn_at = NULL, reason = NULL WHERE id = 'a'"),
  ).toThrow(/stays/);

  const rules = (number: number, from: string, text = JSON.stringify(plainRules)) =>
    database
      .prepare("INSERT INTO scoring_rules VALUES (?, '办法', ?, ?, 'wenhe', '2024-06-03')")
      .run(number, from, text);
  expect(() => rules(2, '2024-01-01')).toThrow(/one by one/);
  expect(() => rules(1, '2024-01-02')).toThrow(/CHECK/);
  expect(() => rules(1, '2024-01-01', '{}')).toThrow(/CHECK/);
  const figures = (number: number, reason: string | null, to = '2024-05-31') =>
    database
      .prepare(
        `INSERT INTO published_figures VALUES (?, '{"kind":"month"}', '2024-05-01', ?, ?, '{}', ?, ?, 'wenhe', '2024-06-03')`,
      )
      .run(number, to, 'a'.repeat(64), JSON.stringify({ number, factsHash: 'a'.repeat(64), signature: 'x' }), reason);
  expect(() => figures(1, null)).toThrow(/by a table in force/);
  rules(1, '2024-01-01');
  figures(1, null);
  expect(() => figures(2, null)).toThrow(/with a reason/);
  expect(() => figures(3, '补记')).toThrow(/one after another/);
  figures(2, '补记');
  expect(() => rules(2, '2024-05-01')).toThrow(/after what was published/);
  rules(2, '2024-06-01');
  for (const table of ['scoring_rules', 'published_figures']) {
    expect(() => database.exec(`DELETE FROM ${table}`)).toThrow(/never removed/);
    expect(() => database.exec(`UPDATE ${table} SET number = number`)).toThrow(/never changed/);
  }
  closeDatabase(database);
});
