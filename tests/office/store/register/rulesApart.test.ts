import { expect, test } from 'vitest';
import { at, confirmOther, joinedRegister, migrateTo, other } from './joinedRegister.ts';

const rules = JSON.stringify({ flow: [], markingRule: 'all', allowsPaperSignOff: true });

/** As the base sees a signed statement: whether the signature holds it cannot tell. */
const said = (part: Record<string, unknown>) =>
  JSON.stringify({ publication: 'p', person: 'baomi', at, kind: 'decided', signature: 'f', ...part });

/** A register that has decided twice about one publication, and once about another, by one count for both; brought to now. */
function register() {
  const database = joinedRegister();
  confirmOther(database);
  migrateTo(database, 18);
  for (const [number, publication] of [
    [1, 'p'],
    [2, 'q'],
    [5, 'p'],
  ] as const) {
    database
      .prepare(
        'INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(number, publication, rules, 'baomi', at, said({ number, publication }));
  }
  database.prepare("INSERT INTO publications (id, name, settings) VALUES ('q', '澜溪简报', ?)").run(rules);
  migrateTo(database);
  return database;
}

test('decisions from before keep their rows, and the next ones count the arrival here apart from what was signed', () => {
  const database = register();
  const decide = (number: number, publication: string, signed: number) =>
    database
      .prepare(
        'INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(number, publication, rules, 'baomi', at, said({ number: signed, publication }));
  const rows = database.prepare('SELECT number FROM rule_decisions ORDER BY number').pluck();
  expect(rows.all()).toEqual([1, 2, 5]);
  const refusal = 'decided and signed by whoever has the role';
  // Of another machine, which has counted as far about the other publication.
  expect(() => decide(5, 'q', 3)).toThrow(refusal);
  expect(() => decide(7, 'q', 3)).toThrow(refusal);
  expect(() => decide(6, 'q', 2)).toThrow(refusal);
  decide(6, 'q', 3);
  expect(() => decide(7, 'p', 5)).toThrow(refusal);
  decide(7, 'p', 9);
  expect(rows.all()).toEqual([1, 2, 5, 6, 7]);
});

test('what another machine has decided apart is put down on record and stays', () => {
  const database = register();
  let sequence = 0;
  const audit = (action: string) => {
    sequence += 1;
    database
      .prepare(
        `INSERT INTO audit (sequence, at, person, action, subject, details, hash) VALUES (?, ?, 'baomi', ?, 'p', '{}', ?)`,
      )
      .run(sequence, at, action, String(sequence).repeat(64));
  };
  const note = (number: number, statement: string) =>
    database
      .prepare(
        `INSERT INTO rule_decisions_apart (number, publication_id, rules, statement, sender, person, at)
         VALUES (?, 'p', ?, ?, '${other}', 'baomi', ?)`,
      )
      .run(number, rules, statement, at);
  const refusal = 'has decided apart is put down on record';
  expect(() => note(1, said({ number: 6 }))).toThrow(refusal);
  audit('savePublication');
  expect(() => note(1, said({ number: 6 }))).toThrow(refusal);
  audit('noteDecisionFork');
  expect(() => note(2, said({ number: 6 }))).toThrow(refusal);
  expect(() => note(1, said({ number: 6, publication: 'q' }))).toThrow(refusal);
  expect(() => note(1, said({ number: 6, signature: undefined }))).toThrow(refusal);
  expect(() => note(1, said({ number: 5, publication: 'p' }))).toThrow(refusal);
  note(1, said({ number: 6 }));
  expect(() => note(2, said({ number: 6 }))).toThrow('UNIQUE');
  const stays = 'has decided apart stays on record';
  expect(() => database.exec('DELETE FROM rule_decisions_apart')).toThrow(stays);
  expect(() => database.exec("UPDATE rule_decisions_apart SET rules = '{}'")).toThrow(stays);
});
