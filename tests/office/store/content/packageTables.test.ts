import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addLeg, legsOf } from '#office/handover/issueLegs.ts';
import { endLending, lendIssue, lendingOf } from '#office/handover/lentIssues.ts';
import { insertMachineKeys } from '#office/handover/machineKeys.ts';
import { clearUnfinishedParts, keepPart, selectPiece } from '#office/handover/packageParts.ts';
import {
  type Chain,
  insertPackage,
  insertPlace,
  isTaken,
  lastOfChain,
  type NewPackage,
  noteReceipt,
  seenOf,
} from '#office/handover/packageQueries.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft, addReleasedIssue, handOver } from './releasedIssue.ts';

const at = '2026-03-02T01:00:00.000Z';
const digest = (sign: string) => sign.repeat(64);
const [own, reviewer, signer] = ['1', '2', '3'].map(digest) as [string, string, string];
const contentHash = digest('a');

/** A content base from before there were packages, brought up, with a signed issue and the keys of this machine's card. */
function content(): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 17),
  );
  addReleasedIssue(database, 'old', 6);
  migrate(database, contentMigrations);
  insertMachineKeys(database, own, { privateKey: digest('b'), identity: 'AGE-SECRET-KEY-1X' }, at);
  return database;
}

const facts = { at, person: 'zhou', medium: '介质0001', volumes: 1, bytes: 4000 } as const;
const written = (hash: string, more: Partial<NewPackage> = {}): NewPackage => ({
  direction: 'written',
  hash,
  kind: 'signed',
  issueId: 'old',
  sender: own,
  ...facts,
  ...more,
});
const taken = (hash: string, more: Partial<NewPackage> = {}): NewPackage => ({
  ...written(hash),
  direction: 'taken',
  sender: reviewer,
  ...more,
});
const chain = (direction: Chain['direction'], machine = reviewer, issueId: string | null = 'old'): Chain => ({
  direction,
  own,
  machine,
  issueId,
});

test('packages are put on record one after the other, each at its place in its chain', () => {
  const database = content();
  expect(insertPackage(database, written(digest('4')))).toBe(1);
  insertPlace(database, chain('written'), { hash: digest('4'), sequence: 1, previous: null });
  insertPlace(database, chain('written', signer), { hash: digest('4'), sequence: 1, previous: null });
  expect(insertPackage(database, written(digest('5')))).toBe(2);
  insertPlace(database, chain('written'), { hash: digest('5'), sequence: 2, previous: digest('4') });
  expect(lastOfChain(database, chain('written'))).toEqual({ sequence: 2, hash: digest('5') });
  expect(lastOfChain(database, chain('written', signer))).toEqual({ sequence: 1, hash: digest('4') });
  expect(lastOfChain(database, chain('written', reviewer, null))).toBeUndefined();

  expect(isTaken(database, digest('6'))).toBe(false);
  insertPackage(database, taken(digest('6'), { kind: 'receipt' }));
  insertPlace(database, chain('taken'), { hash: digest('6'), sequence: 1, previous: null });
  expect(isTaken(database, digest('6'))).toBe(true);
  expect(seenOf(database, 'old')).toEqual([digest('6')]);
  const receipt = { hash: digest('4'), machine: reviewer, receipt: digest('6'), at };
  expect(noteReceipt(database, { ...receipt, hash: digest('9') })).toBe(false);
  expect(noteReceipt(database, receipt)).toBe(true);
  expect(noteReceipt(database, receipt)).toBe(false);
  insertPackage(database, { direction: 'refused', at, person: 'zhou', medium: '介质0002', reason: 'damaged' });
});

test('the base itself refuses what breaks a chain, comes twice or changes the register', () => {
  const database = content();
  insertPackage(database, written(digest('4')));
  insertPlace(database, chain('written'), { hash: digest('4'), sequence: 1, previous: null });
  insertPackage(database, written(digest('5')));
  insertPackage(database, taken(digest('6')));
  const place = (hash: string, sequence: number, previous: string | null, of = chain('written')) => {
    expect(() => insertPlace(database, of, { hash, sequence, previous }), `${hash[0]} ${sequence}`).toThrow(
      'a package follows the last one of its chain',
    );
  };
  place(digest('5'), 1, null);
  place(digest('5'), 2, null);
  place(digest('5'), 2, digest('6'));
  place(digest('5'), 3, digest('4'));
  place(digest('7'), 2, digest('4'));
  place(digest('6'), 2, digest('4'));
  place(digest('5'), 1, null, chain('written', signer, 'another'));
  place(digest('6'), 1, null, chain('taken', signer));
  place(digest('6'), 2, digest('5'), chain('taken'));
  const refused = (sql: string, words: string) => expect(() => database.exec(sql), sql).toThrow(words);
  const insert = (one: NewPackage, words: string) => expect(() => insertPackage(database, one)).toThrow(words);
  insert(written(digest('5')), 'UNIQUE');
  insert(written(digest('7'), { sender: reviewer }), 'own cards');
  insert(taken(digest('7'), { sender: own }), 'own cards');
  insert(taken(digest('7'), { ticketId: 'nothing' }), 'CHECK');
  insert(written(digest('7'), { medium: ' ' }), 'CHECK');
  insert(written(digest('7'), { reason: 'damaged' }), 'CHECK');
  insert(written(digest('7'), { dueOn: '2026-02-30' }), 'CHECK');
  insert({ direction: 'taken', at, person: 'zhou', medium: '介质' }, 'CHECK');
  insert({ direction: 'refused', at, person: 'zhou', medium: '介质' }, 'CHECK');
  refused(
    "INSERT INTO packages (number, direction, at, person, medium, reason) VALUES (9, 'refused', '', 'a', 'b', 'c')",
    'one by one',
  );
  refused("UPDATE packages SET medium = '另一个'", 'stays on record');
  refused('DELETE FROM packages', 'stays on record');
  refused('UPDATE package_places SET sequence = 9', 'keeps its place');
  refused('DELETE FROM package_places', 'keeps its place');
  refused(`UPDATE package_places SET receipt = '${digest('6')}', receipt_at = '${at}'`, 'a receipt comes once');
  refused("UPDATE machine_keys SET identity = 'AGE-SECRET-KEY-1Y'", 'keeps its key');
  refused('DELETE FROM machine_keys', 'opened by its key');
  refused('REPLACE INTO machine_keys SELECT * FROM machine_keys', 'one key');
  database.exec(`INSERT INTO package_parts VALUES ('${digest('7')}', 'a', 0, x'00')`);
  refused(`INSERT INTO package_parts VALUES ('${digest('6')}', 'a', 0, x'00')`, 'stays as it came');
  refused("UPDATE package_parts SET bytes = x'01'", 'stays as it came');
  insertPackage(database, taken(digest('7')));
  refused('DELETE FROM package_parts', 'stays as it came');
});

test('an issue that is lent out takes no step, no signature and no other text here until it is back', () => {
  const database = content();
  addDraft(database, 'lent');
  insertPackage(database, written(digest('4'), { kind: 'submit', issueId: 'lent' }));
  const lending = { issueId: 'lent', machine: reviewer, hash: digest('4'), contentHash, at, person: 'zhou' };
  expect(() => lendIssue(database, lending)).toThrow('by a package that holds it');
  insertPlace(database, chain('written', reviewer, 'lent'), { hash: digest('4'), sequence: 1, previous: null });
  expect(() => lendIssue(database, { ...lending, contentHash: digest('c') })).toThrow('by a package that holds it');
  expect(() => lendIssue(database, { ...lending, machine: signer })).toThrow('by a package that holds it');
  lendIssue(database, lending);
  expect(() => lendIssue(database, lending)).toThrow('UNIQUE');
  expect(lendingOf(database, 'lent')).toMatchObject({ machine: reviewer, hash: digest('4') });

  expect(() => handOver(database, 'lent')).toThrow('lent out');
  expect(() => database.exec("UPDATE issues SET document = '[]' WHERE id = 'lent'")).toThrow('not changed here');
  expect(() =>
    database.exec(`INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, role, at, opinion,
      content_hash, from_station, to_station) VALUES ('lent', 1, 'drafting', 'submit', 'inReview', 'zhou', 'editor', '', '',
      '${contentHash}', 0, 1)`),
  ).toThrow('no step here');

  const back = { issueId: 'lent', at, person: 'zhou' };
  expect(() => endLending(database, { ...back, how: 'returned', hash: digest('6') })).toThrow('comes back once');
  insertPackage(database, taken(digest('6'), { kind: 'cancel', issueId: 'lent' }));
  expect(() => endLending(database, { ...back, how: 'returned', hash: digest('6') })).toThrow('comes back once');
  expect(() => endLending(database, { ...back, how: 'cancelled', hash: digest('6') })).toThrow('comes back once');
  insertPackage(database, taken(digest('7'), { kind: 'return', issueId: 'lent' }));
  expect(() => endLending(database, { ...back, how: 'lost', hash: digest('7'), reason: '丢失' })).toThrow('CHECK');
  expect(() => endLending(database, { ...back, how: 'lost' })).toThrow('comes back once');
  endLending(database, { ...back, how: 'returned', hash: digest('7') });
  expect(lendingOf(database, 'lent')).toBeUndefined();
  const refused = (sql: string, words: string) => expect(() => database.exec(sql), sql).toThrow(words);
  refused("UPDATE lent_issues SET back_how = 'cancelled'", 'comes back once');
  refused("UPDATE lent_issues SET machine = 'x'", 'stays as it was');
  refused('DELETE FROM lent_issues', 'stays on record');
  database.exec("UPDATE issues SET document = '[]' WHERE id = 'lent'");
});

test('pieces of a reading that was cut off go with the next; those of a package on record stay', async () => {
  const database = content();
  const pieces = (count: number, fails = false) =>
    (async function* () {
      for (let piece = 0; piece < count; piece += 1) yield new Uint8Array(1_100_000).fill(piece);
      if (fails) throw new Error('the medium was pulled out');
    })();
  const part = (name: string) => ({ name, bytes: 5_500_000, sm3: digest('0') });
  await keepPart(database, digest('4'), { part: part('a.bin'), pieces: pieces(5) });
  await keepPart(database, digest('4'), { part: part('empty'), pieces: pieces(0) });
  await expect(keepPart(database, digest('5'), { part: part('a.bin'), pieces: pieces(5, true) })).rejects.toThrow(
    'pulled',
  );
  const count = database.prepare('SELECT count(*) FROM package_parts WHERE hash = ?').pluck();
  expect(count.get(digest('5'))).toBe(2);
  expect(selectPiece(database, digest('4'), 'a.bin', 0)).toBeUndefined();
  insertPackage(database, taken(digest('4')));
  clearUnfinishedParts(database);
  expect(count.get(digest('5'))).toBe(0);
  const first = selectPiece(database, digest('4'), 'a.bin', 0);
  const pieces4 = Array.from({ length: first?.pieces ?? 0 }, (_, piece) =>
    Buffer.from(selectPiece(database, digest('4'), 'a.bin', piece)?.bytes ?? []),
  );
  const kept = Buffer.concat(pieces4);
  expect(kept.length).toBe(5_500_000);
  expect([kept[1_099_999], kept[1_100_000], kept[5_499_999]]).toEqual([0, 1, 4]);
  expect(selectPiece(database, digest('4'), 'a.bin', pieces4.length)).toBeUndefined();
  expect(selectPiece(database, digest('4'), 'empty', 0)).toMatchObject({ pieces: 1 });
  expect(selectPiece(database, digest('4'), 'other', 0)).toBeUndefined();
});

test('a base that was lent from before the marks of lent issues were closed gets that too', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 35),
  );
  addDraft(database, 'lent');
  insertMachineKeys(database, own, { privateKey: digest('b'), identity: 'AGE-SECRET-KEY-1X' }, at);
  insertPackage(database, written(digest('4'), { kind: 'submit', issueId: 'lent' }));
  insertPlace(database, chain('written', reviewer, 'lent'), { hash: digest('4'), sequence: 1, previous: null });
  // As it was lent before there was a way on record.
  database
    .prepare(
      'INSERT INTO lent_issues (issue_id, machine, hash, content_hash, lent_at, lent_by) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run('lent', reviewer, digest('4'), contentHash, at, 'zhou');
  expect(migrate(database, contentMigrations)).toMatchObject({ from: 35 });
  expect(lendingOf(database, 'lent')).toMatchObject({ machine: reviewer, isCopy: 0 });
  for (const table of ['marking_drops', 'marking_drop_answers', 'originator_corrections', 'issue_comments']) {
    const triggers = database
      .prepare(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name GLOB '*_lent_insert'",
      )
      .pluck();
    expect(triggers.get(table), table).toBe(1);
  }
  expect(() =>
    database.exec("INSERT INTO issue_comments (id, issue_id, text, author, at) VALUES ('c', 'lent', 'x', 'zhou', '')"),
  ).toThrow('lent out');
  addDraft(database, 'here');
  database.exec("INSERT INTO issue_comments (id, issue_id, text, author, at) VALUES ('c', 'here', 'x', 'zhou', '')");
  expect(() => database.exec('DELETE FROM issue_legs')).not.toThrow();
  const leg = { issueId: 'lent', kind: 'sent', hash: digest('4'), from: own, to: reviewer } as const;
  // Not signed, it is none any more.
  expect(() => addLeg(database, leg.issueId, { ...leg, at, signed: undefined }, digest('4'))).toThrow('has signed it');
  expect(legsOf(database, 'lent')).toEqual([]);
});

test('a base from before the marks of lent issues were closed keeps what waits of them, and takes nothing more', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 36),
  );
  for (const id of ['lent', 'here']) addDraft(database, id);
  const decided = { kind: '秘密', decidedOn: '2024-06-03' };
  const record = database.prepare(
    `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, statement, recorded_at)
     VALUES (?, ?, ?, 2, '', 'zhou', 'he', ?, ?)`,
  );
  // The mark of another unit comes with its article.
  const said = (subject: string, subjectId: string) => ({
    subject,
    subjectId,
    decision: subject === 'issue' ? decided : { ...decided, originator: '省委办公厅' },
  });
  const mark = (subject: string, subjectId: string) => {
    const signed = { as: 'proposer', text: '', signature: 'f', ...said(subject, subjectId) };
    return Number(
      record.run(subject, subjectId, JSON.stringify(signed.decision), JSON.stringify(signed), at).lastInsertRowid,
    );
  };
  const marks = { lent: mark('issue', 'lent'), here: mark('issue', 'here') };
  const articles = { lent: 'in lent', here: 'in here' };
  const origins = { lent: 0, here: 0 };
  for (const id of ['lent', 'here'] as const) {
    database
      .prepare('INSERT INTO articles (id, title, created_at, created_by) VALUES (?, ?, ?, ?)')
      .run(articles[id], '渡口的灯', at, 'zhou');
    database.prepare('INSERT INTO issue_articles VALUES (?, ?, 1, 1)').run(id, articles[id]);
    origins[id] = mark('article', articles[id]);
  }
  const drop = (id: 'lent' | 'here') => {
    const signed = {
      as: 'proposer',
      how: 'lifted',
      record: {},
      reason: '已公开',
      signature: 'f',
      ...said('issue', id),
    };
    database
      .prepare("INSERT INTO marking_drops VALUES (NULL, ?, 'lifted', 'zhou', 'he', '已公开', ?, ?)")
      .run(marks[id], JSON.stringify(signed), at);
  };
  const text = digest('c');
  const answer = (number: number, id: 'lent' | 'here') => {
    const signed = {
      as: 'approver',
      outcome: 'approved',
      how: 'lifted',
      record: {},
      text,
      proposal: 'p',
      publicKey: '04',
    };
    database
      .prepare("INSERT INTO marking_drop_answers VALUES (?, 'approved', 'he', '', ?, ?, ?)")
      .run(number, text, JSON.stringify({ ...signed, signature: 'e', decision: said('issue', id).decision }), at);
  };
  const correct = (id: 'lent' | 'here') =>
    database.prepare("INSERT INTO originator_corrections VALUES (?, '登记错了', 'he', ?)").run(origins[id], at);
  insertMachineKeys(database, own, { privateKey: digest('b'), identity: 'AGE-SECRET-KEY-1X' }, at);
  insertPackage(database, written(digest('4'), { kind: 'submit', issueId: 'lent' }));
  insertPlace(database, chain('written', reviewer, 'lent'), { hash: digest('4'), sequence: 1, previous: null });
  lendIssue(database, { issueId: 'lent', machine: reviewer, hash: digest('4'), contentHash, at, person: 'zhou' });
  drop('lent');
  const waiting = database.prepare('SELECT * FROM marking_drops').all();
  // Until now nothing keeps this from being done.
  database.exec('SAVEPOINT before');
  answer(1, 'lent');
  drop('lent');
  correct('lent');
  database.exec('ROLLBACK TO before; RELEASE before');

  expect(migrate(database, contentMigrations)).toMatchObject({ from: 36 });
  expect(database.prepare('SELECT * FROM marking_drops').all()).toEqual(waiting);
  for (const refused of [() => answer(1, 'lent'), () => drop('lent'), () => correct('lent')]) {
    expect(refused).toThrow('lent out is not changed here');
  }
  drop('here');
  answer(2, 'here');
  correct('here');
});
