import { expect, test } from 'vitest';
import { at, confirmOther, joinedRegister, migrateTo, other, own } from './joinedRegister.ts';

/** As the base sees a signed statement: whether the signature holds it cannot tell. */
function statementOf(said: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ publication: 'p', at, last: [], previous: 'f', publicKey: '04', signature: 'ff', ...said });
}

/** With what came since. */
function register() {
  const database = joinedRegister();
  migrateTo(database);
  return database;
}

test('a machine is let in by the security administrator once its card is confirmed, and for good', () => {
  const database = register();
  const approve = database.prepare('INSERT INTO join_approvals (card, person, at) VALUES (?, ?, ?)');
  expect(() => approve.run(other, 'baomi', at)).toThrow('whose card was confirmed');
  confirmOther(database);
  expect(() => approve.run(other, 'lubian', at)).toThrow('the security administrator lets');
  expect(() => approve.run(own, 'baomi', at)).toThrow('the security administrator lets');
  approve.run(other, 'baomi', at);
  expect(() => database.exec('DELETE FROM join_approvals')).toThrow('as long as the card');
});

test('numbering is given up once, by whoever has the role, and is not taken back without a package or a loss', () => {
  const database = register();
  confirmOther(database);
  let number = 0;
  const change = (turn: number, card: string, by: string, how: string, person: string, reason = '') => {
    database
      .prepare(
        `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, reason, person, at, statement)
         VALUES (?, 'p', ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        number + 1,
        turn,
        card,
        by,
        how,
        reason,
        person,
        at,
        statementOf({
          turn,
          card,
          givenBy: by,
          how,
          person,
          reason,
          // Its own card signs what a machine says of itself, and the one before where that was another.
          ...(how === 'here' ? { machine: 'ff', formerMachine: 'ff' } : {}),
        }),
      );
    number += 1;
  };
  expect(() => change(1, other, own, 'given', 'lubian')).toThrow('by whoever has the role');
  change(1, own, own, 'here', 'lubian');
  change(2, other, own, 'given', 'baomi');
  expect(() => change(3, own, own, 'here', 'baomi')).toThrow('only while it does');
  expect(() => change(3, other, own, 'given', 'baomi')).toThrow('by the machine that has it');
  expect(() => change(3, own, other, 'taken', 'baomi')).toThrow('numbering is taken from a package');
  expect(() => change(3, own, own, 'lost', 'baomi', '硬盘损坏')).toThrow('whose card is void');
  database.exec(
    `UPDATE machines SET revoked_at = '${at}', revoked_by = 'baomi', reason = 'lost' WHERE card = '${other}'`,
  );
  expect(() => change(2, own, own, 'lost', 'baomi', '硬盘损坏')).toThrow(/follow each other|goes on from/);
  change(3, own, own, 'lost', 'baomi', '硬盘损坏');
  expect(() => database.exec('DELETE FROM numbering')).toThrow('stays as it was');
  expect(() => database.exec("UPDATE numbering SET card = 'x'")).toThrow('stays as it was');
});

test('a register is put down as taken over only with its row of the audit, from a trusted machine', () => {
  const database = register();
  const take = database.prepare(
    `INSERT INTO taken_registers (number, hash, sender, base, person, at) VALUES (1, ?, ?, '{}', 'lubian', ?)`,
  );
  expect(() => take.run('c'.repeat(64), other, at)).toThrow('from a trusted machine, on record');
});
