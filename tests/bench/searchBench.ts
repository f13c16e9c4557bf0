import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchExpression } from '#shared/search/matchExpression.ts';
import { passageTokens } from '#shared/search/passageTokens.ts';
import { parseQuery } from '#shared/search/searchQuery.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { indexArticle } from '#store/content/indexDrafts.ts';
import { searchFacets } from '#store/content/searchFacets.ts';
import { indexIssue, rebuildSearch, type SearchQuery, searchIssues } from '#store/content/searchIndex.ts';
import { countedHits } from '#store/content/searchRows.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { addReleasedIssue } from '../office/store/content/releasedIssue.ts';
import type { BenchRow } from './benchRow.ts';
import { articleMaker, inventedIssue, rarePhrase } from './inventedArticles.ts';

const suite = 'search';
/** Twenty years of a weekly bulletin; NEIKAN_ARTICLES=100000 for more than anybody has. */
const issues = Number(process.env.NEIKAN_ARTICLES ?? 5000) / 5;
const articlesPerIssue = 5;
const runs = 21;
/** LIKE reads every text, the longest part of a run over 100,000 articles; each of its times is that of seconds. */
const likeRuns = 5;
const pageLength = 20;

/** By length 1, 2, 4 and 8: words nearly every article holds, and pieces of what one in a thousand holds. */
const frequentWords = ['工', '工作', '工作机制', '服务群众办好实事'];
const rareWords = ['堰', '渡槽', '渡槽修缮', rarePhrase];

/**
 * Indexes 5,000 invented articles in an encrypted base, then asks for words beside LIKE: a page of 20 and the count of
 * hits on both sides; the search marks the hits in title and snippet as well, LIKE counts to the end. Medians.
 */
export async function* run(): AsyncGenerator<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-bench-'));
  const file = join(folder, 'content.db');
  const database = openDatabase(file, randomBytes(32), { create: true });
  try {
    migrate(database, contentMigrations);
    yield* await fill(database, file);
    for (const [kind, words] of [['frequent', frequentWords] as const, ['rare', rareWords] as const]) {
      for (const word of words) yield* query(database, kind, word);
    }
    for (const length of [1, 2, 3, 4, 6, 8, 12]) yield* byLength(database, length);
    yield* facets(database);
    yield* besideOthers(database, folder);
    yield* drafts(database);
  } finally {
    closeDatabase(database);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(database: WritableDatabase, file: string): Promise<BenchRow[]> {
  const makeArticle = articleMaker(20_240_618);
  let indexingMs = 0;
  let storingMs = 0;
  for (let serial = 1; serial <= issues; serial += 1) {
    const issueId = `issue-${serial}`;
    const document = inventedIssue(makeArticle, serial, articlesPerIssue);
    const start = performance.now();
    database
      .transaction(() => {
        addReleasedIssue(database, issueId, serial);
        const released = performance.now();
        indexIssue(database, { issueId, document });
        indexingMs += performance.now() - released;
      })
      .immediate();
    storingMs += performance.now() - start;
    // Statements that are done with are freed between turns: without any, 8,000 articles hold 2 GB of them.
    await new Promise(setImmediate);
  }
  database.pragma('wal_checkpoint(TRUNCATE)');
  const stored = database
    .prepare(
      'SELECT count(*) AS articles, avg(length(text)) AS characters, sum(octet_length(text)) AS bytes FROM search_passages',
    )
    .get() as { articles: number; characters: number; bytes: number };
  const megabytes = statSync(file).size / 1e6;
  return [
    { suite, what: 'articles', value: stored.articles, unit: 'articles' },
    { suite, what: 'mean length of an article', value: stored.characters, unit: 'characters' },
    { suite, what: 'indexing', value: (stored.articles / indexingMs) * 1000, unit: 'articles/s' },
    beside(
      'indexing, of the transaction of an issue',
      indexingMs / issues,
      'ms',
      'the transaction',
      storingMs / issues,
    ),
    beside('size of the base', megabytes, 'MB', 'text alone', stored.bytes / 1e6),
    { suite, what: 'index for each byte of text', value: indexBytes(database) / stored.bytes, unit: 'bytes' },
  ];
}

function indexBytes(database: WritableDatabase, table = 'search_index'): number {
  return database.prepare(`SELECT sum(octet_length(block)) FROM ${table}_data`).pluck().get() as number;
}

function query(database: WritableDatabase, kind: string, word: string): readonly BenchRow[] {
  const page = database.prepare(
    "SELECT * FROM search_passages WHERE text LIKE '%' || ? || '%' ORDER BY id DESC LIMIT ?",
  );
  const count = database.prepare("SELECT count(*) FROM search_passages WHERE text LIKE '%' || ? || '%'").pluck();
  const likeMs = medianMs(() => [page.all(word, pageLength), count.get(word)], likeRuns);
  const hits = Number(count.get(word));
  const search = { text: word, limit: pageLength, offset: 0 };
  return (['newest', 'relevance'] satisfies SearchQuery['order'][]).map((order) => {
    const value = medianMs(() => searchIssues(database, { ...search, order }));
    return beside(`${order}, ${kind}, ${[...word].length} characters, ${hits} hits`, value, 'ms', 'LIKE', likeMs);
  });
}

/** Pieces of the texts themselves, so that common and rare ones come as often as they stand there. */
function byLength(database: WritableDatabase, length: number): readonly BenchRow[] {
  const texts = database
    .prepare('SELECT text FROM search_passages ORDER BY id * 7919 % 10007 LIMIT 100')
    .pluck()
    .all() as readonly string[];
  const pieces = texts.map((text, index) => {
    const characters = [...text.replace(/[^\p{Script=Han}]/gu, '')];
    const from = (index * 31) % Math.max(1, characters.length - length);
    return characters.slice(from, from + length).join('');
  });
  const pages: number[] = [];
  const counts: number[] = [];
  const likes: number[] = [];
  const count = database.prepare(
    'SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)',
  );
  const like = database.prepare(
    "SELECT * FROM search_passages WHERE text LIKE '%' || ? || '%' ORDER BY id DESC LIMIT ?",
  );
  for (const piece of pieces) {
    const { node } = parseQuery(`“${piece}”`);
    const start = performance.now();
    searchIssues(database, { text: `“${piece}”`, order: 'newest', limit: pageLength, offset: 0 });
    pages.push(performance.now() - start);
    const counting = performance.now();
    if (node) count.get(matchExpression(node), countedHits + 1);
    counts.push(performance.now() - counting);
    const liking = performance.now();
    like.all(piece, pageLength);
    likes.push(performance.now() - liking);
  }
  const row = (what: string, value: number) => ({ suite, what: `${what}, ${length} characters`, value, unit: 'ms' });
  const page = (name: string, share: number) =>
    beside(`${name} first page, ${length} characters`, quantile(pages, share), 'ms', 'LIKE', quantile(likes, share));
  return [
    page('p50', 0.5),
    page('p95', 0.95),
    row('p50 count', quantile(counts, 0.5)),
    row('p95 count', quantile(counts, 0.95)),
  ];
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;
}

/** The same rows without encryption, and under SQLite's own trigrams, which find nothing shorter than three characters. */
function besideOthers(database: WritableDatabase, folder: string): readonly BenchRow[] {
  const plainFile = join(folder, 'plain.db');
  writeFileSync(plainFile, '');
  database.exec(`ATTACH '${plainFile}' AS plain KEY ''`);
  database.exec('CREATE TABLE plain.search_passages AS SELECT * FROM main.search_passages');
  database.exec('CREATE UNIQUE INDEX plain.passage_numbers ON search_passages (id)');
  const startTrigrams = performance.now();
  database.exec(`
    CREATE VIRTUAL TABLE trigrams USING fts5(title, text, content = '', contentless_delete = 1, tokenize = 'trigram');
    INSERT INTO trigrams (rowid, title, text) SELECT id, title, text FROM search_passages`);
  const trigramMs = performance.now() - startTrigrams;
  const startOurs = performance.now();
  database.exec(`
    CREATE VIRTUAL TABLE plain.search_index USING fts5(
      bigrams, characters, fields, content = '', contentless_delete = 1, tokenize = 'ascii')`);
  const texts = database
    .prepare(
      `SELECT id, title, unit, column_name AS "column", number_text AS number, issued_on AS date, text, publication,
         people AS person, marking FROM search_passages ORDER BY id`,
    )
    .all() as readonly (Parameters<typeof passageTokens>[0] & { readonly id: number })[];
  const insert = database.prepare(
    'INSERT INTO plain.search_index (rowid, bigrams, characters, fields) VALUES (?, ?, ?, ?)',
  );
  database
    .transaction(() => {
      for (const { id, ...text } of texts) {
        const { bigrams, characters, fields } = passageTokens(text);
        insert.run(id, bigrams, characters, fields);
      }
    })
    .immediate();
  const oursMs = performance.now() - startOurs;
  const rows = [
    beside(
      'size of the index',
      indexBytes(database) / 1e6,
      'MB',
      'FTS5 trigram',
      indexBytes(database, 'trigrams') / 1e6,
    ),
    beside('indexing all, not encrypted', oursMs, 'ms', 'FTS5 trigram, encrypted', trigramMs),
  ];
  const page = (base: string, table: string) =>
    database.prepare(
      `SELECT * FROM (SELECT rowid AS hit FROM ${base}.${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?)
       CROSS JOIN ${base}.search_passages ON id = hit`,
    );
  const [encrypted, plain, trigram] = [
    page('main', 'search_index'),
    page('plain', 'search_index'),
    page('main', 'trigrams'),
  ];
  for (const word of [...frequentWords, ...rareWords]) {
    const { node } = parseQuery(`“${word}”`);
    if (!node) continue;
    const expression = matchExpression(node);
    const ours = medianMs(() => encrypted.all(expression, pageLength));
    const what = `rows of a page, ${word}`;
    rows.push(
      beside(
        what,
        ours,
        'ms',
        'not encrypted',
        medianMs(() => plain.all(expression, pageLength)),
      ),
    );
    if ([...word].length >= 3) {
      rows.push(
        beside(
          what,
          ours,
          'ms',
          'FTS5 trigram',
          medianMs(() => trigram.all(`"${word}"`, pageLength)),
        ),
      );
    }
  }
  database.exec('DROP TABLE trigrams; DETACH plain');
  return rows;
}

function facets(database: WritableDatabase): readonly BenchRow[] {
  return ['工作', '渡槽'].map((text) => ({
    suite,
    what: `facets of ${text}`,
    value: medianMs(() => searchFacets(database, { text })),
    unit: 'ms',
  }));
}

/** What a save costs with and without its index, and filling in a base from before there was one. */
function drafts(database: WritableDatabase): readonly BenchRow[] {
  const makeArticle = articleMaker(11);
  const { id: _id, ...content } = makeArticle('draft');
  const store = database.prepare(
    `INSERT INTO article_versions (article_id, version, content, kind, name, author, started_at, saved_at, sealed)
     VALUES ('draft', ?, ?, 'automatic', '', 'zhou', '2024', '2024-06-01T08:00:00Z', 0)`,
  );
  database.exec("INSERT INTO articles (id, title, created_at, created_by) VALUES ('draft', '', '2024', 'zhou')");
  let version = 0;
  const save = (isIndexed: boolean) =>
    database
      .transaction(() => {
        version += 1;
        store.run(version, JSON.stringify(content));
        if (isIndexed) indexArticle(database, 'draft', content, '2024-06-01T08:00:00Z');
      })
      .immediate();
  const plainMs = medianMs(() => save(false));
  const indexedMs = medianMs(() => save(true));
  const start = performance.now();
  database.transaction(() => rebuildSearch(database)).immediate();
  return [
    beside('single-article save', indexedMs, 'ms', 'without its index', plainMs),
    { suite, what: 'filling in an existing base', value: performance.now() - start, unit: 'ms' },
  ];
}

function beside(what: string, value: number, unit: string, anchor: string, besideValue: number): BenchRow {
  return { suite, what, value, unit, beside: anchor, besideValue, ratio: value / besideValue };
}

function medianMs(work: () => unknown, times = runs): number {
  const measured = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return measured.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
}
