import { expect, test } from 'vitest';
import { markConfirmed } from '#office/handover/machineQueries.ts';
import { at, confirmOther, joinedRegister, migrateTo, other, own, third } from './joinedRegister.ts';

/** A register in which another machine has said before that the third card is void. */
function register() {
  const database = joinedRegister();
  confirmOther(database);
  migrateTo(database, 18);
  database.exec(`UPDATE machines SET void_told_by = '${other}' WHERE card = '${third}'`);
  migrateTo(database);
  return database;
}

const refusal = 'a card is confirmed once, by the security administrator';
const declared = (card: string, by: string) => JSON.stringify({ card, by });

test('a card that was told void without a declaration is confirmed by whoever names the teller, and by nobody else', () => {
  const database = register();
  expect(() => markConfirmed(database, third, at, 'baomi')).toThrow(refusal);
  expect(() => markConfirmed(database, third, at, 'baomi', own)).toThrow(refusal);
  expect(() => markConfirmed(database, third, at, 'lubian', other)).toThrow(refusal);
  markConfirmed(database, third, at, 'baomi', other);
  expect(() => database.exec(`UPDATE machines SET confirmed_despite = NULL WHERE card = '${third}'`)).toThrow(refusal);
});

test('a declaration of a confirmed machine keeps the card from being confirmed, and stays', () => {
  const database = register();
  const change = database.prepare('UPDATE machines SET void_declaration = ? WHERE card = ?');
  const kept = 'a card stays as it was taken';
  expect(() => change.run(declared(third, third), third)).toThrow(kept);
  expect(() => change.run(declared(own, other), third)).toThrow(kept);
  change.run(declared(third, other), third);
  expect(() => change.run(null, third)).toThrow(kept);
  expect(() => markConfirmed(database, third, at, 'baomi', other)).toThrow(refusal);
  expect(() => database.exec(`UPDATE machines SET void_told_by = NULL WHERE card = '${third}'`)).toThrow(kept);
});

test('the word of one machine is not replaced by that of another', () => {
  const database = register();
  expect(() => database.exec(`UPDATE machines SET void_told_by = '${own}' WHERE card = '${third}'`)).toThrow(
    'a card stays as it was taken',
  );
  const machine = database.prepare('SELECT void_told_by AS teller FROM machines WHERE card = ?');
  expect(machine.get(third)).toEqual({ teller: other });
});
