import { expect, test } from 'vitest';
import { digestOfText } from '#office/digestOfText.ts';
import type { WritableDatabase } from '#store/database.ts';
import { at, confirmOther, joinedRegister, migrateTo, other, own } from './joinedRegister.ts';

/** As the base sees a signed statement: whether the signature holds it cannot tell. */
const signed = { publication: 'p', at, person: 'baomi', publicKey: '04', signature: 'ff', previous: 'f' };
const told = JSON.stringify({ ...signed, turn: 3 });

/** A register in which one way was told, and numbers are granted under its own card. */
function register(): WritableDatabase {
  const database = joinedRegister();
  confirmOther(database);
  migrateTo(database, 18);
  database.exec(`
    INSERT INTO audit (sequence, at, person, action, subject, details, hash)
    VALUES (1, '${at}', 'lubian', 'noteDecisionFork', 'p', '{}', '${'1'.repeat(64)}');
    INSERT INTO decision_forks (number, subject, publication_id, card, statement, after_number, stops, sender, person, at)
    VALUES (1, 'numbering', 'p', '', '${told}', 0, 1, '${other}', 'lubian', '${at}');
  `);
  migrateTo(database);
  return database;
}

/** Says something about the numbering, as its statement says it. */
function say(database: WritableDatabase, said: Record<string, unknown>, row: Record<string, unknown> = {}): void {
  const whole = { ...signed, card: own, givenBy: own, turn: 1, how: 'lost', reason: '商定', last: [], ...said };
  database
    .prepare(
      `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, last, reason, person, at, source, statement)
       VALUES ((SELECT coalesce(max(number), 0) + 1 FROM numbering), 'p', @turn, @card, @givenBy, @how, '[]', @reason, 'baomi',
         @at, @source, @statement)`,
    )
    .run({ ...whole, at, source: null, statement: JSON.stringify(whole), ...row });
}

test('what was told apart before keeps its place and gets the digest by which it is settled', () => {
  const database = register();
  const digest = digestOfText(told);
  expect(database.prepare('SELECT number, statement, digest, way, stops, sender FROM decision_forks').all()).toEqual([
    { number: 1, statement: told, digest, way: JSON.stringify([digest]), stops: 1, sender: other },
  ]);
  expect(() => database.exec('DELETE FROM decision_forks')).toThrow('stays on record');
  expect(() => database.exec('UPDATE decision_forks SET stops = 0')).toThrow('stays on record');
  const fork = database.prepare(
    `INSERT INTO decision_forks (number, subject, publication_id, card, statement, digest, way, stops, sender, person, at)
     VALUES (2, 'numbering', 'p', '', ?, ?, ?, 1, '${other}', 'lubian', '${at}')`,
  );
  const next = JSON.stringify({ ...signed, turn: 4 });
  expect(() => fork.run(next, digestOfText(next), '[]')).toThrow('put down on record');
  expect(() => fork.run(told, digest, JSON.stringify([digest]))).toThrow('UNIQUE');
  fork.run(next, digestOfText(next), JSON.stringify([digestOfText(next)]));
});

test('what was settled before the digest was named is not open again, though it was told twice and the decision names one end', () => {
  const database = joinedRegister();
  confirmOther(database);
  migrateTo(database, 18);
  database.exec(`
    INSERT INTO audit (sequence, at, person, action, subject, details, hash)
    VALUES (1, '${at}', 'lubian', 'noteDecisionFork', 'p', '{}', '${'1'.repeat(64)}');
  `);
  const fork = (subject: 'numbering' | 'duty', card: string, turn: number) => {
    const statement = JSON.stringify({ ...signed, card, turn });
    database
      .prepare(
        `INSERT INTO decision_forks (number, subject, publication_id, card, statement, after_number, stops, sender, person, at)
         VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decision_forks), ?, 'p', ?, ?,
           (SELECT coalesce(max(number), 0) FROM ${subject === 'duty' ? 'machine_duties' : 'numbering'}), ?, ?, 'lubian', ?)`,
      )
      .run(subject, card, statement, subject === 'duty' ? 0 : 1, other, at);
    return digestOfText(statement);
  };
  fork('numbering', '', 2);
  const named = fork('numbering', '', 3);
  fork('duty', own, 2);
  const duty = fork('duty', own, 3);
  const openDuty = fork('duty', other, 4);
  say(database, { turn: 4, settles: named });
  const steps = { ...signed, card: own, turn: 4, steps: [], settles: duty };
  database
    .prepare(
      `INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at, statement)
       VALUES (1, 'p', ?, '[]', 4, 'baomi', ?, ?)`,
    )
    .run(own, at, JSON.stringify(steps));
  const open = fork('numbering', '', 5);
  migrateTo(database);
  expect(database.prepare('SELECT number, digest, stops FROM decision_forks ORDER BY number').all()).toEqual([
    { number: 5, digest: openDuty, stops: 0 },
    { number: 6, digest: open, stops: 1 },
  ]);
  say(database, { turn: 6, settles: open });
});

test('a decision settles what was told, by its digest, and nothing else', () => {
  const database = register();
  const settles = digestOfText(told);
  expect(() => say(database, {})).toThrow('whose card is void');
  expect(() => say(database, { settles: 'e'.repeat(64) })).toThrow('settles what was told');
  expect(() => say(database, { how: 'here', machine: 'ff', settles: 'e'.repeat(64) }, { reason: '' })).toThrow(
    'settles what was told',
  );
  const duty = database.prepare(
    `INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at, statement)
     VALUES (1, 'p', ?, '[]', 1, 'baomi', ?, ?)`,
  );
  const steps = { ...signed, card: own, turn: 1, steps: [], settles };
  expect(() => duty.run(own, at, JSON.stringify(steps))).toThrow('settles what was told');
  say(database, { settles });
});

test('numbers of a card that holds are lost to no machine that did not know of it', () => {
  const database = register();
  const package_ = 'd'.repeat(64);
  say(database, { settles: digestOfText(told) });
  database.exec(
    `INSERT INTO audit (sequence, at, person, action, subject, details, hash)
     VALUES (2, '${at}', 'lubian', 'takeRegister', 'office', '{"package":"${package_}"}', '${'e'.repeat(64)}');
     INSERT INTO taken_registers (number, hash, sender, base, person, at)
     VALUES (1, '${package_}', '${other}', '{}', 'lubian', '${at}')`,
  );
  const lost = { card: other, givenBy: other, turn: 2, reason: '损坏' };
  const row = { how: 'told', reason: '', source: package_ };
  expect(() => say(database, lost, row)).toThrow('of one that holds it as lost');
  database.exec(
    `UPDATE machines SET revoked_at = '${at}', revoked_by = 'lubian', reason = 'lost' WHERE card = '${own}'`,
  );
  say(database, lost, row);
});
