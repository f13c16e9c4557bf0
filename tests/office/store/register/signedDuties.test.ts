import { expect, test } from 'vitest';
import type { WritableDatabase } from '#store/database.ts';
import { at, confirmOther, joinedRegister, migrateTo, other, own, third } from './joinedRegister.ts';

/** A register with two machines in which decisions were not signed yet, brought to where they are. */
function register(): WritableDatabase {
  const database = joinedRegister();
  confirmOther(database);
  migrateTo(database, 16);
  database.exec(`
    INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at)
    VALUES (1, 'p', '${own}', '["edit"]', 4, 'baomi', '${at}');
    INSERT INTO numbering (number, publication_id, turn, card, given_by, how, person, at)
    VALUES (1, 'p', 2, '${own}', '${own}', 'here', 'lubian', '${at}');
  `);
  migrateTo(database, 18);
  return database;
}

/** As the base sees a signed statement: whether the signature holds it cannot tell. */
const signed = { publication: 'p', at, publicKey: '04', signature: 'ff' };

test('a decision about a machine is what its statement says and goes on from the one before', () => {
  const database = register();
  expect(database.prepare('SELECT turn, statement FROM machine_duties').all()).toEqual([{ turn: 4, statement: null }]);
  const decide = (number: number, turn: number, statement: Record<string, unknown> | null, steps = '["review"]') =>
    database
      .prepare(
        `INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at, statement)
         VALUES (?, 'p', ?, ?, ?, 'baomi', ?, ?)`,
      )
      .run(number, own, steps, turn, at, statement && JSON.stringify({ ...signed, ...statement }));
  const said = { card: own, steps: ['review'], turn: 5, person: 'baomi', previous: '' };
  const refusal = 'signed and goes on from the one before';
  expect(() => decide(2, 5, null)).toThrow(refusal);
  expect(() => decide(2, 5, { ...said, signature: undefined })).toThrow(refusal);
  expect(() => decide(2, 5, { ...said, person: 'lubian' })).toThrow(refusal);
  expect(() => decide(2, 5, { ...said, card: other })).toThrow(refusal);
  expect(() => decide(2, 5, said, '["edit","review"]')).toThrow(refusal);
  expect(() => decide(2, 200_000, { ...said, turn: 200_000 })).toThrow(refusal);
  // The first that is signed may have a later turn than what was known here before.
  decide(2, 6, { ...said, turn: 6 });
  expect(() => decide(3, 8, { ...said, turn: 8, previous: '' })).toThrow(refusal);
  expect(() => decide(3, 8, { ...said, turn: 8, previous: 'f' })).toThrow(refusal);
  decide(3, 7, { ...said, turn: 7, previous: 'f' });
  // What two machines have decided apart is settled by a later turn than either had.
  decide(4, 11, { ...said, turn: 11, previous: 'f', settles: 'e' });
});

test('a change of numbering names every last number that was signed, and is taken only from the one that had it', () => {
  const database = register();
  const change = (number: number, said: Record<string, unknown>, row: Record<string, unknown> = {}) => {
    const whole = {
      card: other,
      givenBy: own,
      how: 'given',
      turn: 3,
      person: 'baomi',
      reason: '',
      previous: '',
      last: [],
      ...said,
    };
    database
      .prepare(
        `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, last, reason, person, at, source, statement)
         VALUES (@number, 'p', @turn, @card, @givenBy, @how, @last, @reason, @person, @at, @source, @statement)`,
      )
      .run({
        ...whole,
        number,
        at,
        source: null,
        last: JSON.stringify(whole.last),
        statement: JSON.stringify({ ...signed, ...whole }),
        ...row,
      });
  };
  const refusal = 'a change of numbering is signed';
  const last = [{ series: 'regular', year: 2026, serial: 5 }];
  expect(() => change(2, {}, { statement: null })).toThrow(refusal);
  expect(() => change(2, { last }, { last: '[]' })).toThrow(refusal);
  expect(() => change(2, { last }, { last: '[{"series":"regular","year":2026,"serial":4}]' })).toThrow(refusal);
  expect(() => change(2, {}, { turn: 4 })).toThrow(refusal);
  expect(() => change(2, {}, { givenBy: third })).toThrow(refusal);
  expect(() => change(2, { how: 'here', card: own, machine: 'ff' }, { how: 'given', card: own })).toThrow(refusal);
  const here = { how: 'here', card: own };
  const alone = 'signed by its card and tells no other numbers';
  expect(() => change(2, here)).toThrow(alone);
  change(2, { ...here, machine: 'ff' });
  expect(() => change(3, { ...here, machine: 'ff', turn: 4, previous: 'f', last })).toThrow(alone);
  change(3, { last, turn: 4, previous: 'f' });
  expect(() => change(4, { how: 'lost', card: own, turn: 5, previous: 'f', reason: '损坏' })).toThrow(
    'whose card is void',
  );
  expect(() => change(4, { how: 'lost', card: own, turn: 5, previous: 'f', settles: 'e', reason: '损坏' })).toThrow(
    'whose card is void',
  );
});

test('nobody is told that numbering comes here, or goes from here, by the word of a machine alone', () => {
  const database = register();
  const package_ = 'd'.repeat(64);
  database.exec(
    `INSERT INTO audit (sequence, at, person, action, subject, details, hash)
     VALUES (1, '${at}', 'lubian', 'takeRegister', 'office', '{"package":"${package_}"}', '${'e'.repeat(64)}');
     INSERT INTO taken_registers (number, hash, sender, base, person, at)
     VALUES (1, '${package_}', '${other}', '{}', 'lubian', '${at}')`,
  );
  const told = (number: number, turn: number, how: string, card: string, givenBy: string) => {
    const said = { ...signed, how, card, givenBy, turn, person: 'baomi', previous: 'f', last: [], machine: 'ff' };
    database
      .prepare(
        `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, last, reason, person, at, source, statement)
         VALUES (?, 'p', ?, ?, ?, 'told', '[]', '', 'baomi', ?, ?, ?)`,
      )
      .run(number, turn, card, givenBy, at, package_, JSON.stringify({ ...said, formerMachine: 'ff' }));
  };
  told(2, 3, 'given', other, own);
  expect(() => told(3, 4, 'here', own, own)).toThrow('only as somebody decides');
  told(3, 4, 'here', third, third);
});

test('what two machines have decided apart is put down on record and stays, and then it may be settled', () => {
  const database = register();
  const fork = database.prepare(
    `INSERT INTO decision_forks (number, subject, publication_id, card, statement, after_number, stops, sender, person, at)
     VALUES (1, 'numbering', 'p', '', ?, 1, 1, '${other}', 'lubian', '${at}')`,
  );
  const statement = JSON.stringify({ ...signed, turn: 3 });
  expect(() => fork.run(statement)).toThrow('put down on record');
  const audit = (sequence: number, action: string) =>
    database
      .prepare(
        `INSERT INTO audit (sequence, at, person, action, subject, details, hash) VALUES (?, '${at}', 'lubian', ?, 'p', '{}', ?)`,
      )
      .run(sequence, action, `${sequence}`.repeat(64));
  audit(1, 'noteDecisionFork');
  expect(() => fork.run(JSON.stringify({ ...signed, publication: 'q' }))).toThrow('put down on record');
  fork.run(statement);
  expect(() => database.exec('DELETE FROM decision_forks')).toThrow('stays on record');
  expect(() => database.exec('UPDATE decision_forks SET stops = 0')).toThrow('stays on record');
});

test('a card that is void at the sender is not confirmed, and one that declared itself void is void by taking the register alone', () => {
  const database = register();
  database.exec(`UPDATE machines SET void_told_by = '${other}' WHERE card = '${third}'`);
  expect(() =>
    database.exec(`UPDATE machines SET confirmed_at = '${at}', confirmed_by = 'baomi' WHERE card = '${third}'`),
  ).toThrow('confirmed once');
  expect(() => database.exec(`UPDATE machines SET void_told_by = NULL WHERE card = '${third}'`)).toThrow('as it was');
  const revoke = database.prepare(
    `UPDATE machines SET revoked_at = '${at}', revoked_by = 'lubian', reason = 'lost', revocation = ? WHERE card = ?`,
  );
  const declared = (by: string) => JSON.stringify({ card: other, by });
  expect(() => revoke.run(declared(other), other)).toThrow('revoked once');
  database.exec(
    `INSERT INTO audit (sequence, at, person, action, subject, details, hash)
     VALUES (1, '${at}', 'lubian', 'takeRegister', 'office', '{}', '${'d'.repeat(64)}')`,
  );
  expect(() => revoke.run(declared(own), other)).toThrow('revoked once');
  revoke.run(declared(other), other);
});
