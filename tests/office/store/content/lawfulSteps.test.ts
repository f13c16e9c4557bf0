import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** How the base looks for what its trigger asks; of the new row it has the values, as the trigger has them. */
function planOf(database: ReadableDatabase, trigger: string): string {
  const sql = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(trigger) as string;
  const question = sql.slice(sql.indexOf('SELECT 1 FROM issues'), sql.lastIndexOf(')\n      BEGIN'));
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${question.replaceAll('NEW.', ':new_')}`);
  const names = new Set([...question.matchAll(/NEW\.(\w+)/g)].map(([, name]) => `new_${name}`));
  const rows = steps.all(Object.fromEntries([...names].map((name) => [name, null])));
  return (rows as readonly { readonly detail: string }[]).map(({ detail }) => detail).join('\n');
}

test('whether a step is lawful is answered without reading the flows of all other issues', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(database, contentMigrations.slice(0, 41));
  const ofAll = /SCAN newest(?! VIRTUAL)/;
  expect(planOf(database, 'issue_steps_lawful')).toMatch(ofAll);
  migrate(database, contentMigrations.slice(0, 42));
  expect(planOf(database, 'issue_steps_lawful')).not.toMatch(ofAll);
});
