import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findReuse } from '#office/reuse/findReuse.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { addReleasedIssue } from '../office/store/content/releasedIssue.ts';
import type { BenchRow } from './benchRow.ts';
import { articleMaker, inventedIssue } from './inventedArticles.ts';

const suite = 'reuse';
/** NEIKAN_ARTICLES=100000 for the whole measure. */
const articles = Number(process.env.NEIKAN_ARTICLES ?? 10_000);
const articlesPerIssue = 50;
const runs = 41;

/**
 * Compares manuscripts with invented articles in an encrypted base: new ones, and ones a third of which was printed
 * somewhere.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-bench-'));
  const file = join(folder, 'content.db');
  const database = openDatabase(file, randomBytes(32), { create: true });
  try {
    migrate(database, contentMigrations);
    const printed = fill(database);
    database.pragma('wal_checkpoint(TRUNCATE)');
    const { prints, texts } = database
      .prepare(
        `SELECT (SELECT sum(octet_length(block)) FROM search_index_reuse_data) AS prints,
           (SELECT sum(octet_length(text)) FROM search_passages) AS texts`,
      )
      .get() as { prints: number; texts: number };
    return [
      { suite, what: 'articles', value: articles, unit: 'articles' },
      { suite, what: 'size of the base', value: statSync(file).size / 1e6, unit: 'MB' },
      beside('size of the fingerprints', prints / 1e6, 'MB', 'text alone', texts / 1e6),
      ...check(database, 'a new manuscript', (makeArticle, index) => articleText(makeArticle(`new-${index}`))),
      ...check(database, 'a manuscript a third of which was printed', (makeArticle, index) => {
        const fresh = articleText(makeArticle(`new-${index}`)).split('\n');
        const old = (printed[index % printed.length] ?? '').split('\n');
        return [...fresh.slice(0, 5), ...old.slice(0, 4)].join('\n');
      }),
    ];
  } finally {
    closeDatabase(database);
    rmSync(folder, { recursive: true, force: true });
  }
}

function fill(database: WritableDatabase): readonly string[] {
  const makeArticle = articleMaker(20_240_618);
  const kept: string[] = [];
  for (let serial = 1; serial <= articles / articlesPerIssue; serial += 1) {
    const document = inventedIssue(makeArticle, serial, articlesPerIssue);
    const [article] = document.articles;
    if (article && serial % 3 === 0) kept.push(articleText(article));
    database
      .transaction(() => {
        addReleasedIssue(database, `issue-${serial}`, serial);
        indexIssue(database, { issueId: `issue-${serial}`, document });
      })
      .immediate();
  }
  return kept;
}

function check(
  database: WritableDatabase,
  kind: string,
  textOf: (makeArticle: ReturnType<typeof articleMaker>, index: number) => string,
): readonly BenchRow[] {
  const makeArticle = articleMaker(7);
  let found = 0;
  const times = Array.from({ length: runs }, (_, index) => {
    const text = textOf(makeArticle, index);
    const start = performance.now();
    found += findReuse(database, { kind: 'manuscript', id: '-' }, text).length;
    return performance.now() - start;
  }).sort((one, other) => one - other);
  return [
    { suite, what: `${kind}, median`, value: times[Math.floor(runs / 2)] ?? 0, unit: 'ms' },
    { suite, what: `${kind}, p95`, value: times[Math.floor(runs * 0.95)] ?? 0, unit: 'ms' },
    { suite, what: `${kind}, findings`, value: found / runs, unit: 'findings' },
  ];
}

function beside(what: string, value: number, unit: string, anchor: string, besideValue: number): BenchRow {
  return { suite, what, value, unit, beside: anchor, besideValue, ratio: value / besideValue };
}
