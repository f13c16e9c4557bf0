import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('a register from before backups were on record takes them, and keeps what it held', () => {
  const register = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(5), { create: true });
  migrate(register, registerMigrations.slice(0, 1));
  register.exec("INSERT INTO people (id, name, admitted_at) VALUES ('wenhe', '闻禾', '2026-06-01T00:00:00Z')");
  const { copy } = migrate(register, registerMigrations);
  expect(copy).toBeDefined();
  const insert = register.prepare(
    "INSERT INTO backups (id, made_at, made_by, path, bytes, manifest_sm3, content_read) VALUES (?, ?, ?, '/b', 1, ?, 1)",
  );
  insert.run('one', '2026-06-02T00:00:00Z', 'wenhe', 'a'.repeat(64));
  expect(() => insert.run('two', '2026-06-03T00:00:00Z', 'nobody', 'a'.repeat(64))).toThrow('FOREIGN KEY');
  insert.run('three', '2026-06-03T00:00:00Z', 'wenhe', 'b'.repeat(64));
  register.exec("UPDATE backups SET removed_at = '2026-06-03T00:00:01Z' WHERE id = 'one'");
  const again = () => register.exec("UPDATE backups SET removed_at = '2026-06-04T00:00:00Z' WHERE id = 'one'");
  expect(again).toThrow('a backup is removed once');
  closeDatabase(register);
});

test('a register from before the order was told by the record gives up an earlier backup that bears a later time', () => {
  const register = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(5), { create: true });
  migrate(register, registerMigrations.slice(0, 8));
  register.exec(`
    INSERT INTO people (id, name, admitted_at) VALUES ('wenhe', '闻禾', '2026-06-01T00:00:00Z');
    INSERT INTO backups (id, made_at, made_by, path, bytes, manifest_sm3, content_read) VALUES
      ('early', '2027-06-02T00:00:00Z', 'wenhe', '/b', 1, '${'a'.repeat(64)}', 1),
      ('late', '2026-06-02T00:00:00Z', 'wenhe', '/b', 1, '${'b'.repeat(64)}', 1)`);
  const remove = (id: string) =>
    register.exec(`UPDATE backups SET removed_at = '2026-06-03T00:00:00Z' WHERE id = '${id}'`);
  expect(() => remove('early')).toThrow('the last backup is never removed');
  migrate(register, registerMigrations);
  expect(() => remove('late')).toThrow('the last backup is never removed');
  remove('early');
  closeDatabase(register);
});
