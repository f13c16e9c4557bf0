import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

export const at = '2026-03-02T01:00:00.000Z';
export const own = 'a'.repeat(64);
export const other = 'b'.repeat(64);
export const third = 'c'.repeat(64);

/** A register from before machines joined, with this one and two others whose cards were not compared yet; left at migration 14. */
export function joinedRegister(): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(5), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrateTo(database, 14);
  const card = (name: string) => JSON.stringify({ format: 'neikan-machine', name });
  database.exec(`
    INSERT INTO office (one, id, name, staffing, founded_at) VALUES (1, 'o', '澜溪县办公室', 'strict', '${at}');
    INSERT INTO people (id, name, admitted_at) VALUES ('baomi', '鲍觅', '${at}'), ('lubian', '陆编', '${at}');
    INSERT INTO person_roles VALUES ('baomi', 'securityAdministrator'), ('lubian', 'editor');
    INSERT INTO publications (id, name, settings) VALUES ('p', '澜溪信息', '{}');
    INSERT INTO machines (card, text, name, is_own, taken_at, taken_by, confirmed_at, confirmed_by) VALUES
      ('${own}', '${card('编辑机')}', '编辑机', 1, '${at}', 'lubian', '${at}', 'lubian'),
      ('${other}', '${card('审核机')}', '审核机', 0, '${at}', 'baomi', NULL, NULL),
      ('${third}', '${card('签发机')}', '签发机', 0, '${at}', 'baomi', NULL, NULL);
  `);
  return database;
}

/** The security administrator has compared its words. */
export function confirmOther(database: WritableDatabase): void {
  database.exec(`UPDATE machines SET confirmed_at = '${at}', confirmed_by = 'baomi' WHERE card = '${other}'`);
}

/** Without a number, to now. */
export function migrateTo(database: WritableDatabase, last = Number.POSITIVE_INFINITY): void {
  migrate(
    database,
    registerMigrations.filter(({ number }) => number <= last),
  );
}
