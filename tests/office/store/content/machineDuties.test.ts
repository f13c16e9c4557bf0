import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('what this machine may not do is put down in order, and no number that was granted elsewhere is forgotten', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), new Uint8Array(32).fill(5), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 32),
  );
  migrate(database, contentMigrations);
  const keep = (number: number, refused: readonly string[], last: readonly object[]) =>
    database
      .prepare("INSERT INTO duties_here (number, publication_id, refused, last, at) VALUES (?, 'p', ?, ?, 'now')")
      .run(number, JSON.stringify(refused), JSON.stringify(last));
  const sixth = { series: 'regular', year: 2026, serial: 6 };
  keep(1, ['sign'], [sixth]);
  expect(() => keep(3, [], [sixth])).toThrow('in order');
  expect(() => keep(2, ['print'], [sixth])).toThrow('in order');
  expect(() => keep(2, [], [])).toThrow('in order');
  expect(() => keep(2, [], [{ ...sixth, serial: 5 }])).toThrow('in order');
  keep(2, [], [{ ...sixth, serial: 7 }]);
  expect(() => database.exec('DELETE FROM duties_here')).toThrow('stays on record');
  expect(() => database.exec("UPDATE duties_here SET refused = '[]'")).toThrow('stays on record');
});
