import { expect, test } from 'vitest';
import { joinedRegister, migrateTo } from './joinedRegister.ts';

test('statements of roles follow each other as before, but for one that brings two ways together, and other ways stay beside them', () => {
  const database = joinedRegister();
  migrateTo(database, 21);
  const said = (number: number, kind: string) => JSON.stringify({ number, kind });
  const put = (table: string, number: number, statement: string) =>
    database.prepare(`INSERT INTO ${table} (number, statement) VALUES (?, ?)`).run(number, statement);
  put('role_statements', 1, said(1, 'all'));
  expect(() => put('role_statements', 5, said(5, 'joined'))).toThrow('follow each other');
  migrateTo(database);
  expect(database.prepare('SELECT * FROM role_statements').all()).toEqual([{ number: 1, statement: said(1, 'all') }]);
  expect(() => put('role_statements', 3, said(3, 'admit'))).toThrow('follow each other');
  expect(() => put('role_statements', 3, JSON.stringify({ number: 3 }))).toThrow('follow each other');
  expect(() => put('role_statements', 5, said(6, 'joined'))).toThrow('follow each other');
  put('role_ways', 2, said(2, 'admit'));
  put('role_ways', 2, said(2, 'leave'));
  put('role_statements', 5, said(5, 'joined'));
  expect(() => put('role_statements', 4, said(4, 'joined'))).toThrow('follow each other');
  put('role_statements', 6, said(6, 'admit'));
  expect(() => put('role_ways', 2, said(2, 'admit'))).toThrow('UNIQUE');
  expect(() => put('role_ways', 3, said(4, 'admit'))).toThrow('CHECK');
  expect(() => put('role_ways', 3, 'x')).toThrow();
  expect(() => database.exec('DELETE FROM role_ways')).toThrow('stays as it was signed');
  expect(() => database.exec('UPDATE role_ways SET number = 7')).toThrow('stays as it was signed');
});
