import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  insertMachine,
  markConfirmed,
  markRevoked,
  selectMachine,
  selectOwnMachine,
} from '#office/handover/machineQueries.ts';
import { cardHash } from '#shared/handover/machineCard.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { madeCard } from '../../../unit/handover/cards.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const at = '2026-03-02T01:00:00.000Z';

/** A register from before there were machines, brought up, with a security administrator and an editor. */
function register(): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(5), { create: true });
  onTestFinished(() => closeDatabase(database));
  const before = registerMigrations.findIndex(({ number }) => number === 10);
  migrate(database, registerMigrations.slice(0, before));
  database.exec(`
    INSERT INTO people (id, name, admitted_at) VALUES ('qiaoyi', '乔一', '${at}'), ('wenhe', '闻禾', '${at}');
    INSERT INTO person_roles VALUES ('qiaoyi', 'securityAdministrator'), ('wenhe', 'editor');
  `);
  migrate(database, registerMigrations);
  return database;
}

test('a register from before there were machines takes cards, each of which begins unconfirmed but for the own', () => {
  const database = register();
  const own = insertMachine(database, madeCard('编辑机').card, { isOwn: true, at, person: 'wenhe' });
  const other = insertMachine(database, madeCard('审核机').card, { isOwn: false, at, person: 'qiaoyi' });
  expect(selectMachine(database, own)?.state).toBe('confirmed');
  expect(selectOwnMachine(database)?.hash).toBe(own);
  expect(selectMachine(database, other)?.state).toBe('unconfirmed');
  markConfirmed(database, other, at, 'qiaoyi');
  expect(selectMachine(database, other)?.state).toBe('confirmed');
  markRevoked(database, other, { at, person: 'qiaoyi', reason: 'lost' });
  expect(selectMachine(database, other)).toMatchObject({ state: 'revoked', reason: 'lost' });
});

test('the base itself refuses what no command would do', () => {
  const database = register();
  const own = insertMachine(database, madeCard('编辑机').card, { isOwn: true, at, person: 'wenhe' });
  const { card } = madeCard('审核机');
  const other = insertMachine(database, card, { isOwn: false, at, person: 'qiaoyi' });
  const revoked = insertMachine(database, madeCard('旧机').card, { isOwn: false, at, person: 'qiaoyi' });
  markRevoked(database, revoked, { at, person: 'qiaoyi', reason: 'closed' });
  const refused = (work: () => unknown, words: string) => expect(work).toThrow(words);
  const run = (sql: string) => () => database.exec(sql);

  refused(() => insertMachine(database, card, { isOwn: false, at, person: 'qiaoyi' }), 'unconfirmed');
  refused(() => insertMachine(database, madeCard('另一台').card, { isOwn: true, at, person: 'wenhe' }), 'UNIQUE');
  refused(() => insertMachine(database, madeCard('外来').card, { isOwn: false, at, person: 'nobody' }), 'FOREIGN KEY');
  refused(() => markConfirmed(database, other, at, 'wenhe'), 'security administrator');
  refused(() => markConfirmed(database, revoked, at, 'qiaoyi'), 'confirmed once');
  refused(() => markRevoked(database, other, { at, person: 'wenhe', reason: 'lost' }), 'security administrator');
  refused(() => markRevoked(database, revoked, { at, person: 'qiaoyi', reason: 'lost' }), 'revoked once');
  refused(
    run(`UPDATE machines SET revoked_at = NULL, revoked_by = NULL, reason = NULL WHERE card = '${revoked}'`),
    'once',
  );
  refused(run(`UPDATE machines SET reason = 'lost' WHERE card = '${other}'`), 'revoked');
  refused(run(`UPDATE machines SET name = '签发机' WHERE card = '${other}'`), 'stays as it was');
  refused(
    run(`UPDATE machines SET text = replace(text, '审核机', '签发机') WHERE card = '${other}'`),
    'stays as it was',
  );
  refused(run(`DELETE FROM machines WHERE card = '${other}'`), 'stays on record');
  refused(run(`REPLACE INTO machines SELECT * FROM machines WHERE card = '${other}'`), 'unconfirmed');
  refused(
    run(`INSERT INTO machines (card, text, name, is_own, taken_at, taken_by, confirmed_at, confirmed_by)
      SELECT '${'c'.repeat(64)}', text, name, 0, taken_at, taken_by, taken_at, taken_by FROM machines WHERE card = '${other}'`),
    'unconfirmed',
  );
  markConfirmed(database, other, at, 'qiaoyi');
  refused(() => markConfirmed(database, other, at, 'qiaoyi'), 'confirmed once');
  const twin = insertMachine(database, madeCard('审核机').card, { isOwn: false, at, person: 'qiaoyi' });
  expect(twin).not.toBe(cardHash(card));
  refused(() => markConfirmed(database, twin, at, 'qiaoyi'), 'UNIQUE');
  // The own card may be made void by whoever sits here; then there is room for a new one.
  markRevoked(database, own, { at, person: 'wenhe', reason: 'replaced' });
  insertMachine(database, madeCard('编辑机').card, { isOwn: true, at, person: 'wenhe' });
});
