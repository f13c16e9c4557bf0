import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('a register from before 常用语 takes lists of its people and of nobody else', () => {
  const register = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(5), { create: true });
  migrate(register, registerMigrations.slice(0, 9));
  register.exec("INSERT INTO people (id, name, admitted_at) VALUES ('wenhe', '闻禾', '2026-06-01T00:00:00Z')");
  migrate(register, registerMigrations);
  const insert = register.prepare('INSERT INTO opinion_phrases VALUES (?, ?, ?)');
  insert.run('wenhe', '["同意。"]', '2026-06-02T00:00:00Z');
  expect(() => insert.run('nobody', '["同意。"]', '2026-06-02T00:00:00Z')).toThrow('FOREIGN KEY');
  closeDatabase(register);
});
