import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sm3 } from 'sm-crypto-v2';
import { expect, onTestFinished, test } from 'vitest';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import {
  appendAudit,
  auditGaps,
  auditHead,
  compareHead,
  createAuditTable,
  emptyHead,
  verifyAuditChain,
} from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const chain = { table: 'audit', name: 'content' };
const entry = { at: '2026-01-02T03:04:05.000Z', person: 'p1', action: 'submit', subject: 'm1', details: { 版: 2 } };

function chainOf(rows: number): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  createAuditTable(database, chain);
  database
    .transaction(() => {
      for (let row = 0; row < rows; row += 1) appendAudit(database, chain, entry);
    })
    .immediate();
  return database;
}

/** Past the triggers, as somebody with the key and a tool would. */
function tamper(database: WritableDatabase, sql: string): void {
  database.exec(`DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_in_order; ${sql}`);
}

test('each hash is SM3 of the previous hash and the canonical row, by another implementation', () => {
  const database = chainOf(2);
  const start = sm3('neikan audit content');
  const row = (sequence: number) => Buffer.from(canonicalJson({ ...entry, sequence, details: '{"版":2}' }), 'utf8');
  const one = sm3(Buffer.concat([Buffer.from(start, 'hex'), row(1)]));
  const two = sm3(Buffer.concat([Buffer.from(one, 'hex'), row(2)]));
  expect(auditHead(database, chain)).toEqual({ sequence: 2, hash: two });
  expect(verifyAuditChain(database, chain)).toEqual({ kind: 'ok', head: { sequence: 2, hash: two } });
});

test('rows cannot be changed, removed, replaced or put elsewhere than at the end', () => {
  const database = chainOf(3);
  const columns = `'a','b','c','d','{}','${'0'.repeat(64)}'`;
  expect(() => database.exec(`UPDATE audit SET person = 'x'`)).toThrow('never changed');
  expect(() => database.exec('DELETE FROM audit WHERE sequence = 3')).toThrow('never removed');
  expect(() => database.exec(`INSERT OR REPLACE INTO audit VALUES (2, ${columns})`)).toThrow('at the end');
  expect(() => database.exec(`INSERT INTO audit VALUES (9, ${columns})`)).toThrow('at the end');
  expect(verifyAuditChain(database, chain).kind).toBe('ok');
});

test.each([
  [`UPDATE audit SET person = 'x' WHERE sequence = 3`, 3],
  ['DELETE FROM audit WHERE sequence = 2', 2],
  [`UPDATE audit SET hash = '${'0'.repeat(64)}' WHERE sequence = 5`, 5],
  ['UPDATE audit SET sequence = sequence + 10 WHERE sequence = 1', 1],
])('%s is found at its place', (sql, sequence) => {
  const database = chainOf(5);
  tamper(database, sql);
  expect(verifyAuditChain(database, chain)).toEqual({ kind: 'broken', sequence });
});

test('a kept head tells more rows, fewer rows and another history apart', () => {
  const database = chainOf(3);
  const kept = auditHead(database, chain);
  expect(compareHead(database, chain, kept)).toBe('same');
  expect(compareHead(database, chain, emptyHead(chain))).toBe('ahead');
  expect(compareHead(chainOf(2), chain, kept)).toBe('behind');
  expect(compareHead(database, chain, { ...kept, hash: '0'.repeat(64) })).toBe('different');
  tamper(database, 'DELETE FROM audit WHERE sequence = 3');
  expect(verifyAuditChain(database, chain).kind).toBe('ok');
  expect(compareHead(database, chain, kept)).toBe('behind');
});

test('a row outlives its step by nothing: it goes with the rollback, and outside a transaction it is refused', () => {
  const database = chainOf(1);
  const step = database.transaction(() => {
    appendAudit(database, chain, entry);
    throw new Error('the step fails');
  });
  expect(() => step.immediate()).toThrow('the step fails');
  expect(auditHead(database, chain).sequence).toBe(1);
  expect(() => appendAudit(database, chain, entry)).toThrow('transaction');
});

test('rows that a salvage names as lost are passed over, exactly those; what stands behind them is bound', () => {
  const damaged = (more = '') => {
    const database = chainOf(8);
    tamper(database, `DELETE FROM audit WHERE sequence IN (3, 4); ${more}`);
    return database;
  };
  const named = (database: WritableDatabase, gaps = auditGaps(database, chain)) => {
    const details = { gaps: gaps.map((gap) => ({ ...gap })) };
    database.transaction(() => appendAudit(database, chain, { ...entry, action: 'salvageBases', details })).immediate();
    return verifyAuditChain(database, chain);
  };
  expect(verifyAuditChain(damaged(), chain)).toEqual({ kind: 'broken', sequence: 3 });
  expect(auditGaps(damaged(), chain)).toMatchObject([{ from: 3, to: 4 }]);
  const whole = damaged();
  expect(named(whole)).toMatchObject({ kind: 'ok', head: { sequence: 9 } });
  whole.exec('DELETE FROM audit WHERE sequence = 7');
  expect(verifyAuditChain(whole, chain)).toEqual({ kind: 'broken', sequence: 7 });
  const gaps = auditGaps(damaged(), chain);
  const another = damaged("UPDATE audit SET subject = 'm2' WHERE sequence = 5");
  expect(named(another, gaps)).toEqual({ kind: 'broken', sequence: 3 });
  expect(named(damaged('DELETE FROM audit WHERE sequence = 2'), gaps)).toEqual({ kind: 'broken', sequence: 2 });
});
