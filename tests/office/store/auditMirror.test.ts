import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendAudit, auditHead, createAuditTable, verifyAuditChain } from '#store/auditChain.ts';
import { mirrorAudit } from '#store/auditMirror.ts';
import type { WritableDatabase } from '#store/database.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const source = { table: 'audit', name: 'content' } as const;
const mirror = { table: 'content_audit_mirror', name: 'content' } as const;

function bases(): { readonly from: WritableDatabase; readonly to: WritableDatabase } {
  const folder = temporaryFolder();
  const open = (name: string) => openDatabase(join(folder, name), randomBytes(32), { create: true });
  const from = open('content.db');
  const to = open('register.db');
  onTestFinished(() => {
    closeDatabase(from);
    closeDatabase(to);
  });
  from.transaction(() => createAuditTable(from, source)).immediate();
  to.transaction(() => createAuditTable(to, mirror)).immediate();
  return { from, to };
}

function add(database: WritableDatabase, action: string, chain: typeof source | typeof mirror = source): void {
  const entry = { at: '2024-06-03T08:00:00.000Z', person: 'wenhe', action, subject: 'a1', details: { action } };
  database.transaction(() => appendAudit(database, chain, entry)).immediate();
}

function rows(database: WritableDatabase, table: string): readonly unknown[] {
  return database.prepare(`SELECT * FROM ${table} ORDER BY sequence`).all();
}

test('the mirror gets the rows it lacks, hash for hash, and is a chain by itself', () => {
  const { from, to } = bases();
  expect(mirrorAudit(from, source, to, mirror)).toBe('same');
  for (const action of ['createArticle', 'saveArticle', 'finalizeArticle']) add(from, action);
  expect(mirrorAudit(from, source, to, mirror)).toBe('same');
  add(from, 'createIssue');
  expect(mirrorAudit(from, source, to, mirror)).toBe('same');
  expect(rows(to, mirror.table)).toEqual(rows(from, source.table));
  expect(verifyAuditChain(to, mirror)).toEqual({ kind: 'ok', head: auditHead(from, source) });
  expect(mirrorAudit(from, source, to, mirror)).toBe('same');
  expect(rows(to, mirror.table)).toHaveLength(4);
});

test('a mirror that knows more than its source is reported and left as it is', () => {
  const { from, to } = bases();
  add(from, 'createArticle');
  mirrorAudit(from, source, to, mirror);
  add(to, 'releaseIssue', mirror);
  const before = rows(to, mirror.table);
  expect(mirrorAudit(from, source, to, mirror)).toBe('ahead');
  expect(rows(to, mirror.table)).toEqual(before);
});

test.each([
  ['as long', 0],
  ['longer', 2],
])('a source that is %s but tells another story is reported and not copied', (_length, more) => {
  const { from, to } = bases();
  add(from, 'createArticle');
  add(to, 'releaseIssue', mirror);
  for (let count = 0; count < more; count += 1) add(from, 'saveArticle');
  const before = rows(to, mirror.table);
  expect(mirrorAudit(from, source, to, mirror)).toBe('different');
  expect(rows(to, mirror.table)).toEqual(before);
});

test('a source that lost the row where the mirror ends is reported', () => {
  const { from, to } = bases();
  add(from, 'createArticle');
  mirrorAudit(from, source, to, mirror);
  add(from, 'saveArticle');
  from.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE sequence = 1');
  expect(mirrorAudit(from, source, to, mirror)).toBe('different');
  expect(rows(to, mirror.table)).toHaveLength(1);
});

test('rows that do not follow each other are copied all or not at all', () => {
  const { from, to } = bases();
  for (const action of ['createArticle', 'saveArticle', 'finalizeArticle']) add(from, action);
  from.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE sequence = 2');
  expect(() => mirrorAudit(from, source, to, mirror)).toThrow(/added at the end/);
  expect(rows(to, mirror.table)).toEqual([]);
});
