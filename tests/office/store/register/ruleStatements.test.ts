import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const at = '2026-03-02T01:00:00.000Z';

test('decisions from before they were signed stay as they are, and the next one needs its statement', () => {
  const database = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(5), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    registerMigrations.filter(({ number }) => number < 15),
  );
  const rules = JSON.stringify({ flow: [], markingRule: 'all', allowsPaperSignOff: true });
  database.exec(`
    INSERT INTO office (one, id, name, staffing, founded_at) VALUES (1, 'o', '澜溪县办公室', 'strict', '${at}');
    INSERT INTO people (id, name, admitted_at) VALUES ('baomi', '鲍觅', '${at}');
    INSERT INTO person_roles VALUES ('baomi', 'securityAdministrator');
    INSERT INTO publications (id, name, settings) VALUES ('p', '澜溪信息', '{}');
  `);
  database
    .prepare("INSERT INTO rule_decisions (publication_id, rules, person, at) VALUES ('p', ?, 'baomi', ?)")
    .run(rules, at);
  database.prepare("UPDATE publications SET settings = ? WHERE id = 'p'").run(rules);
  migrate(database, registerMigrations);
  expect(database.prepare('SELECT number, person, statement FROM rule_decisions').all()).toEqual([
    { number: 1, person: 'baomi', statement: null },
  ]);
  const insert = database.prepare(
    "INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement) VALUES (2, 'p', ?, 'baomi', ?, ?)",
  );
  expect(() => insert.run(rules, at, null)).toThrow('decided and signed');
  insert.run(
    rules,
    at,
    JSON.stringify({ number: 2, publication: 'p', person: 'baomi', at, kind: 'decided', signature: 'f' }),
  );
  expect(() => database.exec('DELETE FROM rule_decisions')).toThrow('stays as it was made');
});
