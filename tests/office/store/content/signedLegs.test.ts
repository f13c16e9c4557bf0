import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { expect, onTestFinished, test } from 'vitest';
import { insertCancel } from '#office/handover/cancels.ts';
import { addLeg, legsOf } from '#office/handover/issueLegs.ts';
import { endLending, lendIssue, lendingOf } from '#office/handover/lentIssues.ts';
import { insertMachineKeys } from '#office/handover/machineKeys.ts';
import { type Chain, insertPackage, insertPlace, type NewPackage } from '#office/handover/packageQueries.ts';
import { skipMissing } from '#office/handover/skipMissing.ts';
import { markUnresolved } from '#office/handover/unresolvedArticles.ts';
import { type IssueLeg, signLeg } from '#shared/handover/issueLeg.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft } from './releasedIssue.ts';

const at = '2026-03-02T01:00:00.000Z';
const digest = (sign: string) => sign.repeat(64);
const [own, reviewer, signer] = ['1', '2', '3'].map(digest) as [string, string, string];
const contentHash = digest('a');
const key = sm2.generateKeyPairHex();
const notSigned = 'a leg is as its machine has signed it';
const notFollowing = 'an issue goes on from where it is';
const notOnRecord = 'a leg goes with a package or a decision that is on record';

/** A base as it was before legs were signed, with the keys of this machine's card and a draft. */
function before(): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 38),
  );
  insertMachineKeys(database, own, { privateKey: digest('b'), identity: 'AGE-SECRET-KEY-1X' }, at);
  addDraft(database, 'one');
  return database;
}

function content(): WritableDatabase {
  const database = before();
  migrate(database, contentMigrations);
  return database;
}

const facts = { at, person: 'zhou', medium: '介质0001', volumes: 1, bytes: 4000 } as const;
function written(database: WritableDatabase, hash: string, more: Partial<NewPackage> = {}): void {
  insertPackage(database, {
    direction: 'written',
    hash,
    kind: 'submit',
    issueId: 'one',
    sender: own,
    ...facts,
    ...more,
  });
}
function taken(database: WritableDatabase, hash: string, more: Partial<NewPackage> = {}): void {
  const given = { direction: 'taken', hash, kind: 'submit', issueId: 'one', sender: reviewer, ...facts } as const;
  insertPackage(database, { ...given, ...more });
}
const chain = (direction: Chain['direction'], machine = reviewer): Chain => ({
  direction,
  own,
  machine,
  issueId: 'one',
});
function sentTo(database: WritableDatabase, hash: string, machine = reviewer): void {
  written(database, hash);
  insertPlace(database, chain('written', machine), { hash, sequence: 1, previous: null });
}

/** The leg after those that are there. */
function leg(database: WritableDatabase, kind: IssueLeg['kind'], from: string, to: string): IssueLeg {
  const legs = legsOf(database, 'one');
  const place = { issue: 'one', number: legs.length + 1, previous: legs.at(-1)?.hash ?? '' };
  return signLeg({ ...place, kind, from, to, at }, key);
}

const lending = { issueId: 'one', machine: reviewer, hash: digest('4'), contentHash, at, person: 'zhou' };

test('legs from before they were signed stay as they were, and what follows names them', () => {
  const database = before();
  database.prepare("INSERT INTO issue_legs VALUES ('one', 1, 'sent', ?, ?, ?, ?)").run(digest('c'), own, reviewer, at);
  expect(migrate(database, contentMigrations)).toMatchObject({ from: 38 });
  expect(legsOf(database, 'one')).toEqual([
    { kind: 'sent', hash: digest('c'), from: own, to: reviewer, at, signed: undefined },
  ]);
  taken(database, digest('5'), { kind: 'return' });
  const next = leg(database, 'sent', reviewer, own);
  expect(next.signed?.previous).toBe(digest('c'));
  addLeg(database, 'one', next, digest('5'));
  expect(legsOf(database, 'one').at(-1)).toEqual(next);
});

test('a leg says in its row what its machine has signed', () => {
  const database = content();
  sentTo(database, digest('4'));
  const one = leg(database, 'sent', own, reviewer);
  const refused = (other: Partial<IssueLeg>) =>
    expect(() => addLeg(database, 'one', { ...one, ...other }, digest('4')), JSON.stringify(other));
  refused({ signed: undefined }).toThrow(notSigned);
  refused({ at: '2026-03-02T02:00:00.000Z' }).toThrow(notSigned);
  const { signed } = one;
  if (!signed) throw new Error('it is signed');
  for (const change of [
    { issue: 'other' },
    { number: 2 },
    { previous: digest('c') },
    { from: signer },
    { to: signer },
    { kind: 'lost' as const },
    { signature: '' },
  ]) {
    refused({ signed: { ...signed, ...change } }).toThrow(notSigned);
  }
  addLeg(database, 'one', one, digest('4'));
  const later = leg(database, 'sent', reviewer, own);
  taken(database, digest('5'));
  const { signed: statement } = later;
  if (!statement) throw new Error('it is signed');
  const unchained = { ...later, signed: { ...statement, previous: '' } };
  expect(() => addLeg(database, 'one', unchained, digest('5'))).toThrow(notSigned);
});

test('a leg follows the one before it', () => {
  const database = content();
  sentTo(database, digest('4'));
  taken(database, digest('5'));
  const refused = (kind: IssueLeg['kind'], from: string, to: string) =>
    expect(
      () => addLeg(database, 'one', leg(database, kind, from, to), digest('5')),
      `${kind} ${from[0]} ${to[0]}`,
    ).toThrow(notFollowing);
  refused('cancelled', reviewer, own);
  refused('lost', reviewer, own);
  refused('sent', reviewer, reviewer);
  addLeg(database, 'one', leg(database, 'sent', own, reviewer), digest('4'));
  refused('sent', own, signer);
  refused('sent', signer, own);
  refused('cancelled', signer, own);
  refused('cancelled', reviewer, signer);
  refused('lost', reviewer, reviewer);
  addLeg(database, 'one', leg(database, 'sent', reviewer, own), digest('5'));
  refused('lost', own, own);
});

test('a leg goes out with a package that was written to its machine, comes with one that was taken, or is decided here', () => {
  const database = content();
  sentTo(database, digest('4'));
  const refused = (one: IssueLeg, by: string | null) =>
    expect(() => addLeg(database, 'one', one, by), `${one.kind} ${by?.[0]}`).toThrow(notOnRecord);
  refused(leg(database, 'sent', own, signer), digest('4'));
  refused(leg(database, 'sent', own, reviewer), digest('9'));
  refused(leg(database, 'sent', own, reviewer), null);
  refused(leg(database, 'sent', signer, reviewer), digest('4'));
  refused(leg(database, 'lost', own, own), null);
  written(database, digest('6'), { kind: 'receipt' });
  refused(leg(database, 'sent', own, reviewer), digest('6'));
  addDraft(database, 'two');
  taken(database, digest('7'), { issueId: 'two' });
  refused(leg(database, 'sent', own, reviewer), digest('7'));
  addLeg(database, 'one', leg(database, 'sent', own, reviewer), digest('4'));
  lendIssue(database, lending);
  // Nobody has given it back, and nobody here has said that it is lost.
  taken(database, digest('8'), { kind: 'receipt' });
  refused(leg(database, 'cancelled', reviewer, own), digest('8'));
  refused(leg(database, 'lost', own, own), null);
  endLending(database, { issueId: 'one', how: 'lost', reason: '丢失', at, person: 'zhou' });
  addLeg(database, 'one', leg(database, 'lost', own, own), null);
});

test('what is given back goes by a leg that this machine has signed', () => {
  const database = content();
  taken(database, digest('5'));
  addLeg(database, 'one', leg(database, 'sent', reviewer, own), digest('5'));
  taken(database, digest('6'), { kind: 'cancel' });
  const { signed: back } = leg(database, 'cancelled', own, reviewer);
  if (!back) throw new Error('it is signed');
  const demand = { hash: digest('6'), issueId: 'one', package: digest('5') };
  const refused = (given: Parameters<typeof insertCancel>[1]) =>
    expect(() => insertCancel(database, given)).toThrow('goes by a signed leg');
  refused({ ...demand, taken: { outcome: 'honoured', at } });
  refused({ ...demand, taken: { outcome: 'opened', at, leg: back } });
  refused({ ...demand, taken: { outcome: 'honoured', at, leg: { ...back, to: signer } } });
  refused({ ...demand, taken: { outcome: 'honoured', at, leg: { ...back, kind: 'sent' } } });
  refused({ ...demand, taken: { outcome: 'honoured', at, leg: { ...back, issue: 'two' } } });
  // No leg without its demand, nor another than was answered.
  const one = leg(database, 'cancelled', own, reviewer);
  expect(() => addLeg(database, 'one', one, digest('6'))).toThrow(notOnRecord);
  insertCancel(database, { ...demand, taken: { outcome: 'honoured', at, leg: back } });
  expect(() => addLeg(database, 'one', one, digest('6'))).toThrow(notOnRecord);
  expect(() => database.exec('UPDATE package_cancels SET leg = NULL')).toThrow('goes by a signed leg');
});

test('an issue is lent where its way leads, and comes back from there', () => {
  const database = content();
  taken(database, digest('5'));
  const copy = { ...lending, hash: digest('5'), isCopy: true };
  const refused = (other: Partial<typeof copy>) =>
    expect(() => lendIssue(database, { ...copy, ...other }), JSON.stringify(other)).toThrow('a package that holds it');
  refused({ machine: signer });
  refused({ machine: own });
  refused({ isCopy: false });
  lendIssue(database, copy);
  taken(database, digest('6'), { sender: signer });
  const back = { issueId: 'one', how: 'returned', at, person: 'zhou' } as const;
  expect(() => endLending(database, { ...back, hash: digest('6') })).toThrow('of the machine that has it');
  taken(database, digest('7'), { kind: 'return' });
  endLending(database, { ...back, hash: digest('7') });
  // By the way of others it can come from a machine that it was not lent to.
  lendIssue(database, copy);
  taken(database, digest('8'), { sender: signer });
  addLeg(database, 'one', leg(database, 'sent', reviewer, signer), digest('8'));
  addLeg(database, 'one', leg(database, 'sent', signer, own), digest('8'));
  endLending(database, { ...back, hash: digest('8') });
  expect(lendingOf(database, 'one')).toBeUndefined();
});

test('packages are given up for one of the same chain that has come, with a reason', () => {
  const database = content();
  const facts = { at, person: 'zhou' };
  const refused = (given: Chain, sequence: number, reason: string) =>
    expect(() => skipMissing(database, given, sequence, { ...facts, reason })).toThrow('for one that has come');
  refused(chain('taken'), 3, '丢失');
  taken(database, digest('5'));
  refused(chain('taken', signer), 3, '丢失');
  refused({ ...chain('taken'), issueId: 'two' }, 3, '丢失');
  refused(chain('taken'), 3, ' ');
  expect(skipMissing(database, chain('taken'), 3, { ...facts, reason: '丢失' })).toEqual([1, 2]);
  insertPlace(database, chain('taken'), { hash: digest('5'), sequence: 3, previous: digest('9') });
  // It has its place, and nothing more is given up for it; nor what is behind the last.
  refused(chain('taken'), 9, '丢失');
  taken(database, digest('6'), { kind: 'cancel' });
  const insert = database.prepare("INSERT INTO skipped_packages VALUES (?, ?, 'one', 3, '', 'zhou', ?)");
  expect(() => insert.run(own, reviewer, at)).toThrow('for one that has come');
  // A demand takes back what is missing, and needs no reason.
  expect(skipMissing(database, chain('taken'), 5, { ...facts, reason: '' })).toEqual([4]);
});

test('an article has two texts that are both there, by a package that was taken', () => {
  const database = content();
  database
    .prepare('INSERT INTO articles (id, title, created_at, created_by) VALUES (?, ?, ?, ?)')
    .run('article', '渡口的灯', at, 'zhou');
  for (const version of [1, 2]) {
    database
      .prepare(
        `INSERT INTO article_versions (article_id, version, content, kind, author, started_at, saved_at, sealed)
         VALUES ('article', ?, '{}', 'automatic', 'zhou', ?, ?, 1)`,
      )
      .run(version, at, at);
  }
  database.exec("UPDATE articles SET version = 2 WHERE id = 'article'");
  taken(database, digest('5'));
  written(database, digest('6'));
  const one = {
    articleId: 'article',
    issueId: 'one',
    other: 1,
    package: digest('5'),
    machine: reviewer,
    at,
    person: 'zhou',
  };
  for (const other of [
    { other: 7 },
    { other: 2 },
    { package: digest('9') },
    { package: digest('6') },
    { machine: signer },
    { issueId: 'two' },
    { articleId: 'other' },
  ]) {
    expect(() => markUnresolved(database, { ...one, ...other }), JSON.stringify(other)).toThrow(
      'by a package that brought one',
    );
  }
  markUnresolved(database, one);
});
