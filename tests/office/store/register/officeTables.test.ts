import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { roles } from '#shared/workflow/issueWorkflow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';

let folder: string;
let database: WritableDatabase;

function found(staffing: 'standard' | 'strict'): void {
  database.prepare("INSERT INTO office VALUES (1, 'o1', '云溪县办公室', ?, '2026-03-01')").run(staffing);
  database.exec("INSERT INTO people VALUES ('zhou', '周亦宁', '2026-03-01', NULL)");
  database.prepare("INSERT INTO person_keys VALUES (?, 'zhou', '2026-03-01')").run('0'.repeat(130));
}

function give(role: string): void {
  database.prepare("INSERT INTO person_roles VALUES ('zhou', ?)").run(role);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-register-'));
  database = openDatabase(join(folder, 'register.db'), randomBytes(32), { create: true });
  migrate(database, registerMigrations);
});
afterEach(() => {
  closeDatabase(database);
  rmSync(folder, { recursive: true, force: true });
});

const administration: readonly string[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];

test.each(['standard', 'strict'] as const)(
  'in %s staffing every pair of roles is held exactly where it may be',
  (staffing) => {
    found(staffing);
    for (const first of roles) {
      for (const second of roles) {
        if (first === second) continue;
        database.exec('DELETE FROM person_roles');
        give(first);
        const pair = [first, second];
        const refused =
          staffing === 'strict'
            ? pair.some((role) => administration.includes(role))
            : pair.includes('auditor') && pair.every((role) => administration.includes(role));
        if (refused) expect(() => give(second), pair.join()).toThrow(/different people/);
        else give(second);
      }
    }
  },
);

test('the office keeps its identity, a person the key that signed', () => {
  found('standard');
  for (const [statement, words] of [
    ["UPDATE office SET id = 'o2'", 'keeps its identity'],
    ["UPDATE office SET staffing = 'strict'", 'keeps its identity'],
    ['DELETE FROM office', 'the office is never removed'],
    [`UPDATE person_keys SET public_key = '${'1'.repeat(130)}'`, 'keeps the key that signed'],
    ['DELETE FROM person_keys', 'keeps the key that signed'],
    ["UPDATE people SET id = 'other'", 'who has signed stays on record'],
    ['DELETE FROM people', 'who has signed stays on record'],
    ["INSERT INTO office VALUES (2, 'o2', '别的', 'standard', '2026-03-01')", 'CHECK constraint failed: one = 1'],
  ] as const) {
    expect(() => database.exec(statement), statement).toThrow(words);
  }
  database.exec("UPDATE people SET left_at = '2026-05-01'");
});

test('a role nobody knows and a second unit of one signature are refused', () => {
  found('standard');
  expect(() => give('owner')).toThrow('CHECK constraint failed: role IN');
  database.exec("INSERT INTO units (id, name, signature) VALUES ('u1', '云溪县水务局', '县水务局')");
  expect(() => database.exec("INSERT INTO units (id, name, signature) VALUES ('u2', '水务局', '县水务局')")).toThrow(
    'UNIQUE constraint failed: units.signature',
  );
});
