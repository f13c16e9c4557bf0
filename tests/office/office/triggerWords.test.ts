import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { triggerWords } from '#office/answerError.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { openDatabase } from '#store/openDatabase.ts';
import { signedDuties } from '#store/register/migration17SignedDuties.ts';
import { signedHere } from '#store/register/migration18SignedHere.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';

test('every refusal of a base that is told in words is one that a base makes', () => {
  const triggersOf = (name: string, migrations: Parameters<typeof migrate>[1]) => {
    const database: WritableDatabase = openDatabase(join(temporaryFolder(), name), randomBytes(32), { create: true });
    migrate(database, migrations);
    const all = database.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
    database.close();
    return all.join('\n');
  };
  const triggers = triggersOf('content.db', contentMigrations) + triggersOf('register.db', registerMigrations);
  const unknown = Object.keys(triggerWords).filter((words) => !triggers.includes(`RAISE(ABORT, '${words}')`));
  expect(unknown).toEqual([]);
});

test('what the base refuses of who may do what and who grants numbers is told in words', () => {
  const refusals = [signedDuties, signedHere].flatMap((sql) =>
    [...sql.matchAll(/RAISE\(ABORT, '([^']+)'\)/g)].map(([, words = '']) => words),
  );
  // Nobody comes to these by a command: nothing changes or deletes what is put down, and it is never put down alone.
  const kept = ['stays on record', 'put down on record', 'stays as it was taken'];
  const wordless = refusals.filter((words) => !(words in triggerWords) && !kept.some((one) => words.endsWith(one)));
  expect(wordless).toEqual([]);
  expect(refusals).toContain('nobody is told of a numbering that is here');
});
