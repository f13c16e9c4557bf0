import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('a register from before gets a password row for everybody, as old as the newest key, that need not be changed', () => {
  const database = openDatabase(join(temporaryFolder(), 'register.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  const before = registerMigrations.findIndex(({ up }) => String(up).includes('passwordTables'));
  migrate(database, registerMigrations.slice(0, before));
  database.exec(`
    INSERT INTO people VALUES ('zhou', '周亦宁', '2026-03-01T08:00:00.000Z', NULL);
    INSERT INTO people VALUES ('wu', '吴闻', '2026-03-02T08:00:00.000Z', '2026-04-01T08:00:00.000Z');
    INSERT INTO person_keys VALUES ('${'0'.repeat(130)}', 'zhou', '2026-03-01T08:00:00.000Z');
    INSERT INTO person_keys VALUES ('${'1'.repeat(130)}', 'zhou', '2026-05-01T08:00:00.000Z');
  `);
  migrate(database, registerMigrations);
  expect(database.prepare('SELECT * FROM person_passwords ORDER BY person_id').all()).toEqual([
    { person_id: 'wu', set_at: '2026-03-02T08:00:00.000Z', must_change: 0 },
    { person_id: 'zhou', set_at: '2026-05-01T08:00:00.000Z', must_change: 0 },
  ]);
  expect(database.prepare('SELECT * FROM security_settings').all()).toEqual([
    { one: 1, password_days: 0, copy_characters: 500, seal_days: 30 },
  ]);
  expect(database.prepare('SELECT count(*) FROM attempt_guard').pluck().get()).toBe(0);
});
