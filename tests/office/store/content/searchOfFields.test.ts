import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { searchDrafts } from '#store/content/searchDrafts.ts';
import { searchFacets } from '#store/content/searchFacets.ts';
import { rebuildSearch } from '#store/content/searchIndex.ts';
import { likelySources } from '#store/content/searchReuse.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { withoutTriggers } from '#store/salvageBase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';
import { addIssue, articleIds, newBase, search } from './searchBase.ts';

const printed = '驿站建在路边，环卫工人在这里有了热饭，也有了歇脚的地方，冬天有热水，夏天有凉茶。';
const received = '食堂办到村口，老人每天中午来吃一顿热饭，村里的青年轮流送餐上门，一年没有断过一天。';

/** A base as it was before the step: an issue signed, a manuscript received, an article with two versions. */
function olderBase(): WritableDatabase {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 22),
  );
  addReleasedIssue(database, 'issue-1', 1);
  const document = {
    publication: { name: '云岭工会工作信息', organ: '' },
    marking: ['内部刊物'],
    articles: [{ id: 'a1', title: ['驿站'], byline: '李某', source: null, body: [] }],
    signOff: [{ step: 'signer', label: '签发', person: '王某某' }],
  };
  withoutTriggers(database, () =>
    database
      .prepare("INSERT INTO frozen_files VALUES ('issue-1', 'issue.json', ?, ?)")
      .run(Buffer.from(JSON.stringify(document)), 'a'.repeat(64)),
  );
  database
    .prepare(
      `INSERT INTO search_passages (id, issue_id, place, article_id, title, unit, column_name, number_text, issued_on, text)
       VALUES (1, 'issue-1', 1, 'a1', '驿站', '团禾川县委', '经验交流', '2024年第1期', '2024-06-18', ?)`,
    )
    .run(printed);
  database.prepare("INSERT INTO search_index (rowid, bigrams, characters) VALUES (1, '旧的', '旧 的')").run();
  const article = (text: string) => ({
    title: ['村口食堂'],
    source: null,
    body: [{ role: 'paragraph', inlines: [{ text }] }],
  });
  database
    .prepare(
      `INSERT INTO manuscripts (id, year, serial, title, author, arrived_on, received_at, received_by, file_name,
         file_bytes, file_sm3, content, report)
       VALUES ('m1', 2024, 1, '村口食堂', '赵某', '2024-05-01', '2024-05-01', 'zhou', 'a.txt', x'00', ?, ?, '[]')`,
    )
    .run('a'.repeat(64), JSON.stringify({ id: 't', ...article(received) }));
  database.exec(
    "INSERT INTO articles (id, manuscript_id, title, created_at, created_by) VALUES ('a9', 'm1', '村口食堂', '2024', 'zhou')",
  );
  for (const [version, text] of [received, '改写以后只剩这一句。'].entries()) {
    database
      .prepare(
        `INSERT INTO article_versions (article_id, version, content, kind, name, author, started_at, saved_at, sealed)
         VALUES ('a9', ?, ?, 'named', 'x', 'zhou', '2024-05-02', '2024-05-02T08:00:00Z', 1)`,
      )
      .run(version + 1, JSON.stringify(article(text)));
    database.prepare("UPDATE articles SET version = ? WHERE id = 'a9'").run(version + 1);
  }
  return database;
}

function expectWhole(database: WritableDatabase): void {
  for (const query of [
    '环卫 热饭',
    '人：李某',
    '人：王某某',
    '标识：内部刊物',
    '刊名：云岭工会',
    '2024年6月',
    '单位：团禾川',
  ]) {
    expect(articleIds(search(database, query)), query).toEqual(['a1']);
  }
  expect(search(database, '旧的').total).toBe(0);
  expect(searchFacets(database, { text: '驿站' })).toEqual({
    year: [{ value: '2024', count: 1, hasMore: false }],
    unit: [{ value: '团禾川县委', count: 1, hasMore: false }],
    column: [{ value: '经验交流', count: 1, hasMore: false }],
    publication: [{ value: '云岭工会工作信息', count: 1, hasMore: false }],
  });
  const drafts = (text: string) =>
    searchDrafts(database, { text, order: 'newest', limit: 9, offset: 0 }).hits.map(({ kind, id }) => `${kind} ${id}`);
  expect(drafts('村口食堂')).toEqual(['article a9', 'manuscript m1']);
  expect(drafts('送餐上门')).toEqual(['manuscript m1']);
  expect(drafts('人：赵某')).toEqual(['manuscript m1']);
  expect(drafts('只剩这一句')).toEqual(['article a9']);
  expect(likelySources(database, printed, 9, () => false)).toEqual([{ kind: 'passage', passageId: 1 }]);
  expect(likelySources(database, received, 9, () => false)).toEqual([{ kind: 'manuscript', manuscriptId: 'm1' }]);
}

test('the step fills in what older bases did not keep, and finds all of it', () => {
  const database = olderBase();
  const passages = database.prepare('SELECT * FROM search_passages').all();
  expect(migrate(database, contentMigrations)).toMatchObject({ from: 21 });
  expect(database.prepare('SELECT * FROM search_passages').all()).toMatchObject(passages);
  expectWhole(database);
  expect(() => database.exec("UPDATE search_passages SET people = '改'")).toThrow(/never changed/);
});

test('all of it can be made anew', () => {
  const database = olderBase();
  migrate(database, contentMigrations);
  database.exec('DELETE FROM search_reuse_sources; DELETE FROM search_drafts');
  expect(search(database, '驿站').total).toBe(1);
  expect(likelySources(database, printed, 9, () => false)).toEqual([]);
  database.transaction(() => rebuildSearch(database)).immediate();
  expectWhole(database);
});

test('a person keeps twenty searches of late and fifty by name, and none becomes anybody else’s', () => {
  const database = newBase();
  const add = database.prepare('INSERT INTO search_memory VALUES (?, ?, ?, ?, ?)');
  for (let count = 1; count <= 20; count += 1) add.run(`r${count}`, 'zhou', null, `词${count}`, '2024');
  for (let count = 1; count <= 50; count += 1) add.run(`s${count}`, 'zhou', `名${count}`, '词', '2024');
  expect(() => add.run('r21', 'zhou', null, '词21', '2024')).toThrow(/so many searches/);
  expect(() => add.run('s51', 'zhou', '名51', '词', '2024')).toThrow(/so many searches/);
  add.run('r1x', 'he', null, '词1', '2024');
  expect(() => add.run('r2x', 'he', null, '词1', '2024')).toThrow(/UNIQUE/);
  expect(() => database.exec("UPDATE search_memory SET person_id = 'he' WHERE id = 'r1'")).toThrow(/whose it is/);
});

test('a count says that there are more only where older hits hold the same value', () => {
  const database = newBase();
  addIssue(database, 1, [{ title: '驿站', text: '热饭', unit: '云溪市' }]);
  addIssue(database, 2, [
    { title: '驿站', text: '热饭', unit: '团禾县' },
    { title: '驿站', text: '热饭', unit: '云溪市' },
  ]);
  const units = (newest?: number) => searchFacets(database, { text: '热饭' }, newest).unit;
  expect(units(2)).toEqual([
    { value: '云溪市', count: 1, hasMore: true },
    { value: '团禾县', count: 1, hasMore: false },
  ]);
  expect(units(3)).toEqual([
    { value: '云溪市', count: 2, hasMore: false },
    { value: '团禾县', count: 1, hasMore: false },
  ]);
  expect(searchFacets(database, { text: '热饭', filters: { unit: '团禾县' } }, 1).year).toMatchObject([
    { hasMore: false },
  ]);
});
