import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { insertArticle, sealVersion } from '#office/articles/articleQueries.ts';
import { addArrival, articleLendingOf, endArticleLending, lendArticle } from '#office/handover/articleLendings.ts';
import { insertMachineKeys } from '#office/handover/machineKeys.ts';
import { insertPackage, insertPlace } from '#office/handover/packageQueries.ts';
import { articlesSubject } from '#shared/handover/packageManifest.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addDraft } from './releasedIssue.ts';

const at = '2026-03-02T01:00:00.000Z';
const digest = (sign: string) => sign.repeat(64);
const [own, reviewer] = ['1', '2'].map(digest) as [string, string];
const facts = { at, person: 'zhou', medium: '介质0001', volumes: 1, bytes: 4000 } as const;

/** As it was before articles travelled by themselves, with a package on record. */
function before(): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 39),
  );
  insertMachineKeys(database, own, { privateKey: digest('b'), identity: 'AGE-SECRET-KEY-1X' }, at);
  insertPackage(database, {
    direction: 'written',
    hash: digest('c'),
    kind: 'join',
    issueId: null,
    sender: own,
    ...facts,
  });
  insertPlace(
    database,
    { direction: 'written', own, machine: reviewer, issueId: null },
    { hash: digest('c'), sequence: 1, previous: null },
  );
  return database;
}

function content(): WritableDatabase {
  const database = before();
  migrate(database, contentMigrations);
  const text = { title: ['一篇'], source: null, body: [] };
  database.transaction(() => insertArticle(database, { id: 'one', content: text, at, by: 'zhou' }))();
  return database;
}

function writtenArticles(database: WritableDatabase, hash: string): void {
  insertPackage(database, {
    direction: 'written',
    hash,
    kind: 'articles',
    issueId: articlesSubject,
    sender: own,
    ...facts,
  });
  insertPlace(
    database,
    { direction: 'written', own, machine: reviewer, issueId: articlesSubject },
    { hash, sequence: 1, previous: null },
  );
}

const given = { articleId: 'one', machine: reviewer, hash: digest('d'), at, person: 'zhou' };

test('what is on record stays on record when packages of articles are admitted, and its rules go on holding', () => {
  const old = before();
  const rows = old.prepare('SELECT * FROM packages').all();
  expect(() => writtenArticles(old, digest('d'))).toThrow('CHECK');
  const schema = (database: WritableDatabase) =>
    database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'packages' AND type <> 'table' ORDER BY name")
      .all();
  const rules = schema(old);
  migrate(old, contentMigrations);
  expect(old.prepare('SELECT * FROM packages').all()).toEqual(rows);
  expect(schema(old)).toEqual(rules);
  expect(old.pragma('legacy_alter_table', { simple: true })).toBe(0);
  expect(() => old.prepare('DELETE FROM packages').run()).toThrow('stays on record');
  expect(() =>
    insertPackage(old, { ...facts, direction: 'taken', hash: digest('e'), kind: 'join', sender: own }),
  ).toThrow();
  writtenArticles(old, digest('d'));
});

test('an article is lent out once, finished, by a package that holds it, and comes back once', () => {
  const database = content();
  expect(() => lendArticle(database, given)).toThrow('lent out by a package');
  writtenArticles(database, digest('d'));
  expect(() => lendArticle(database, { ...given, machine: digest('3') })).toThrow('lent out by a package');
  database.prepare('UPDATE articles SET version = 2').run();
  database
    .prepare(
      `INSERT INTO article_versions SELECT article_id, 2, content, 'automatic', '', author, started_at, saved_at, 0
       FROM article_versions`,
    )
    .run();
  expect(() => lendArticle(database, given)).toThrow('lent out by a package');
  sealVersion(database, 'one', 2, { kind: 'named', name: '交出时' });
  lendArticle(database, given);
  expect(articleLendingOf(database, 'one')).toMatchObject({ machine: reviewer, hash: digest('d') });
  expect(() => lendArticle(database, given)).toThrow('UNIQUE');
  for (const sql of [
    "UPDATE articles SET state = 'final'",
    'INSERT INTO article_versions SELECT article_id, 3, content, kind, name, author, started_at, saved_at, 1 FROM article_versions LIMIT 1',
    "INSERT INTO article_comments (id, article_id, anchor, text, author, at) VALUES ('c', 'one', '{}', '评', 'zhou', '2026')",
    "INSERT INTO issue_articles (issue_id, article_id, place, version) VALUES ('i', 'one', 1, 2)",
  ]) {
    expect(() => database.prepare(sql).run(), sql).toThrow('an article that is lent out is not changed here');
  }
  const back = { articleId: 'one', at, person: 'zhou' };
  expect(() => endArticleLending(database, { ...back, how: 'returned', hash: digest('9') })).toThrow('comes back once');
  expect(() => endArticleLending(database, { ...back, how: 'lost', reason: ' ' })).toThrow('CHECK');
  endArticleLending(database, { ...back, how: 'lost', reason: '介质丢失' });
  expect(articleLendingOf(database, 'one')).toBeUndefined();
  expect(() => database.prepare('UPDATE article_lendings SET back_reason = NULL').run()).toThrow('comes back once');
  expect(() => database.prepare('DELETE FROM article_lendings').run()).toThrow('stays on record');
  database.prepare("UPDATE articles SET state = 'final'").run();
});

test('an article came by a package of articles that was taken, from whoever wrote it', () => {
  const database = content();
  const arrival = { articleId: 'one', package: digest('f'), machine: reviewer, at, how: 'taken' as const };
  expect(() => addArrival(database, arrival)).toThrow('by a package that was taken');
  insertPackage(database, {
    direction: 'taken',
    hash: digest('f'),
    kind: 'articles',
    issueId: articlesSubject,
    sender: reviewer,
    ...facts,
  });
  expect(() => addArrival(database, { ...arrival, machine: own })).toThrow('by a package that was taken');
  addArrival(database, arrival);
  expect(() => addArrival(database, arrival)).toThrow('UNIQUE');
  expect(() => database.prepare('DELETE FROM article_arrivals').run()).toThrow('stays on record');
});

test('a writing that was cut off before is still told of, and one of articles stands beside it', () => {
  const database = before();
  migrate(
    database,
    contentMigrations.filter(({ number }) => number <= 40),
  );
  addDraft(database, 'issue');
  database.exec("INSERT INTO unfinished_packages VALUES ('issue', 'zhou', '光盘01', '2026-03-01')");
  migrate(database, contentMigrations);
  database.exec(`INSERT INTO unfinished_packages VALUES ('${articlesSubject}', 'he', '光盘02', '2026-03-02')`);
  const told = () => database.prepare('SELECT subject, person, media FROM unfinished_packages ORDER BY at').raw().all();
  expect(told()).toEqual([
    ['issue', 'zhou', '光盘01'],
    [articlesSubject, 'he', '光盘02'],
  ]);
  database.exec("DELETE FROM issues WHERE id = 'issue'");
  expect(told()).toEqual([[articlesSubject, 'he', '光盘02']]);
});
