import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSM3 } from 'hash-wasm';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { createOffice } from '#office/office.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { appendAudit, createAuditTable, verifyAuditChain } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import type { BenchRow } from './benchRow.ts';

const suite = 'audit';
const chain = { table: 'audit', name: 'bench' } as const;
/** NEIKAN_ROWS=1000000 for what an office writes in many years. */
const rows = Number(process.env.NEIKAN_ROWS ?? 100_000);
const singleRows = 200;
const saves = 41;
const articleCharacters = 10_000;
const entry = {
  at: '2026-03-05T08:00:00.000Z',
  person: 'suhe',
  action: 'saveIssue',
  subject: '0f9c2a56-8d0e-4a7b-9a35-0b6f4a1f2c11',
  details: { articles: ['5a0d0f2e-0c0b-4f57-8df5-0a4c7a7c7a01', '5a0d0f2e-0c0b-4f57-8df5-0a4c7a7c7a02'] },
} as const;

/**
 * Rows of the audit chain appended and verified a second, beside SM3 over the same bytes; the save of an article of
 * 10,000 characters through the office, beside one transaction that writes the same bytes into the same kind of base.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-bench-'));
  try {
    return [...(await chainRows(folder)), ...(await saveRows(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function chainRows(folder: string): Promise<readonly BenchRow[]> {
  const database = openDatabase(join(folder, 'chain.db'), randomBytes(32), { create: true });
  try {
    createAuditTable(database, chain);
    const together = seconds(() =>
      database.transaction(() => {
        for (let row = 0; row < rows; row += 1) appendAudit(database, chain, entry);
      })(),
    );
    const single = seconds(() => {
      for (let row = 0; row < singleRows; row += 1) database.transaction(() => appendAudit(database, chain, entry))();
    });
    const bare = seconds(() => bareTransactions(database, singleRows));
    const verified = seconds(() => {
      if (verifyAuditChain(database, chain).kind !== 'ok') throw new Error('the chain of the bench is broken');
    });
    const sm3 = await createSM3();
    const bytes = Buffer.from(JSON.stringify({ sequence: rows, ...entry }));
    const hashed = seconds(() => {
      for (let row = 0; row < rows; row += 1) sm3.init().update(bytes).digest('hex');
    });
    const rate = (count: number, time: number) => count / time;
    return [
      { suite, what: 'appended, all in one transaction', value: rate(rows, together), unit: 'rows/s' },
      {
        suite,
        what: 'appended, each in a transaction of its own, synced',
        value: rate(singleRows, single),
        unit: 'rows/s',
        beside: 'one small row without a chain, synced',
        besideValue: rate(singleRows, bare),
        ratio: bare / single,
      },
      {
        suite,
        what: `verified, of ${(rows + singleRows).toLocaleString('en')}`,
        value: rate(rows + singleRows, verified),
        unit: 'rows/s',
        beside: 'SM3 of as many bytes and nothing else',
        besideValue: rate(rows, hashed),
        ratio: rate(rows + singleRows, verified) / rate(rows, hashed),
      },
    ];
  } finally {
    closeDatabase(database);
  }
}

/** Saves in turn through the office and as one bare row, so that both meet the same disk. */
async function saveRows(folder: string): Promise<readonly BenchRow[]> {
  const directory = join(folder, 'data');
  const office = createOffice({ directory, print: () => Promise.reject(new Error('nothing is printed here')) });
  const database = openDatabase(join(folder, 'bare.db'), randomBytes(32), { create: true });
  try {
    const { client } = office;
    const password = samplePasswords.suhe ?? '';
    const people = [
      { id: 'bianji', name: '编辑', roles: ['editor', 'archivist', 'systemAdministrator'] as const },
      { id: 'shenhe', name: '审核', roles: ['reviewer', 'securityAdministrator'] as const },
      { id: 'qianfa', name: '签发', roles: ['signer', 'auditor'] as const },
    ].map(({ roles, ...person }) => ({ ...person, roles: [...roles], password }));
    value(await client.foundOffice({ name: '测试', staffing: 'standard', people }));
    value(await client.signIn({ personId: 'bianji', password }));
    const { id } = value(await client.createArticle({ content: articleOf(0), images: {} }));
    let last = value(await client.saveArticle({ id, baseVersion: 1, content: articleOf(1) }));
    const own: number[] = [];
    const bare: number[] = [];
    for (let save = 2; save < saves + 2; save += 1) {
      const content = articleOf(save);
      const started = performance.now();
      // As the window saves: writing on in its own version.
      const base = { id, baseVersion: last.version, baseSaves: last.saves };
      last = value(await client.saveArticle({ ...base, content }));
      own.push(performance.now() - started);
      bare.push(seconds(() => bareTransactions(database, 1, JSON.stringify(content))) * 1000);
    }
    const [ownMedian, bareMedian] = [median(own), median(bare)];
    return [
      {
        suite,
        what: `save of an article of ${articleCharacters.toLocaleString('en')} characters through the office`,
        value: ownMedian,
        unit: 'ms',
        beside: 'one synced transaction with the same bytes',
        besideValue: bareMedian,
        ratio: ownMedian / bareMedian,
      },
    ];
  } finally {
    closeDatabase(database);
    office.close();
  }
}

function articleOf(number: number): ArticleContent {
  const paragraph = '县里把便民服务点设到村口，群众办事少跑了路，干部走动也勤了。';
  const count = Math.floor(articleCharacters / paragraph.length);
  const inlines = (text: string) => [{ text }];
  return {
    title: [`服务点设到村口${number}`],
    source: null,
    body: Array.from({ length: count }, () => ({ role: 'paragraph' as const, inlines: inlines(paragraph) })),
  };
}

function bareTransactions(database: WritableDatabase, count: number, text = '一行'): void {
  database.exec('CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO bare (text) VALUES (?)');
  for (let row = 0; row < count; row += 1) database.transaction(() => insert.run(text)).immediate();
}

function value<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.code}: ${answer.message}`);
}

function seconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
