import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { hasNoted, indexArticle, indexNoted, indexSlice } from '#store/content/indexDrafts.ts';
import { draftIds, searchDrafts } from '#store/content/searchDrafts.ts';
import { likelySources } from '#store/content/searchReuse.ts';
import type { WritableDatabase } from '#store/database.ts';
import { newBase } from './searchBase.ts';

const longLines = Array.from(
  { length: 2500 },
  (_, line) => `第${line}段，${'把便民服务办到村口，'.repeat(4 + (line % 5))}`,
);

function contentOf(lines: readonly string[], title = '村口服务') {
  return {
    title: [title],
    source: null,
    body: lines.map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] })),
  };
}

function save(
  database: WritableDatabase,
  id: string,
  lines: readonly string[],
  savedAt = '2024-05-02T08:00:00Z',
): void {
  database
    .transaction(() => {
      database
        .prepare(
          "INSERT INTO articles (id, title, created_at, created_by) VALUES (?, 'x', '2024', 'zhou') ON CONFLICT DO NOTHING",
        )
        .run(id);
      const version = database.prepare('SELECT version + 1 FROM articles WHERE id = ?').pluck().get(id);
      database
        .prepare(
          `INSERT INTO article_versions (article_id, version, content, kind, name, author, started_at, saved_at, sealed)
           VALUES (?, ?, ?, 'named', 'x', 'zhou', '2024-05-02', ?, 1)`,
        )
        .run(id, version, JSON.stringify(contentOf(lines)), savedAt);
      database.prepare('UPDATE articles SET version = ? WHERE id = ?').run(version, id);
      indexArticle(database, id, contentOf(lines), savedAt);
    })
    .immediate();
}

const indexedParts = (database: WritableDatabase) =>
  database.prepare('SELECT count(*) FROM search_index_drafts').pluck().get() as number;
const found = (database: WritableDatabase, text: string) => draftIds(database, { text, kind: 'article', limit: 9 });

test('the save of a long text only notes it; a slice indexes some of it, and the next search all', () => {
  const database = newBase();
  save(database, 'long', longLines);
  expect(indexedParts(database)).toBe(0);
  expect(hasNoted(database)).toBe(true);
  indexSlice(database, 0);
  expect(indexedParts(database)).toBe(1);
  indexSlice(database, 0);
  expect(indexedParts(database)).toBe(2);
  expect(hasNoted(database)).toBe(true);
  expect(found(database, '第2499段')).toEqual(['long']);
  expect(hasNoted(database)).toBe(false);
  expect(indexedParts(database)).toBeGreaterThan(9);
});

test('a small change of a long text is indexed by its part, in its save', () => {
  const database = newBase();
  save(database, 'long', longLines);
  indexNoted(database);
  const parts = () => database.prepare('SELECT id FROM search_draft_parts').pluck().all() as readonly number[];
  const before = parts();
  save(database, 'long', longLines.with(1200, '这一段改写成渡槽修缮。'));
  expect(hasNoted(database)).toBe(false);
  const after = parts();
  expect(after.filter((id) => !before.includes(id)).length).toBeLessThan(after.length / 4);
  expect(found(database, '渡槽修缮')).toEqual(['long']);
  expect(found(database, '第1200段')).toEqual([]);
  expect(found(database, '第1199段')).toEqual(['long']);
});

test('a text that was noted twice is found by its newest words alone', () => {
  const database = newBase();
  save(database, 'long', [...longLines, '旧的一句。']);
  indexSlice(database, 0);
  save(database, 'long', [...longLines.map((line) => `${line}另改。`), '新的一句。']);
  expect(hasNoted(database)).toBe(true);
  expect(found(database, '新的一句')).toEqual(['long']);
  expect(found(database, '旧的一句')).toEqual([]);
});

test('what a query puts together may stand far apart in a long text', () => {
  const database = newBase();
  save(database, 'long', ['堰塘清淤。', ...longLines, '渡槽修缮。']);
  save(database, 'short', ['堰塘清淤。'], '2024-05-03T08:00:00Z');
  for (const [text, ids] of [
    ['堰塘 渡槽', ['long']],
    ['堰塘', ['short', 'long']],
    ['堰塘 -渡槽', ['short']],
    ['-渡槽', ['short']],
    ['渡槽 -堰塘', []],
    ['渡槽 OR 堰塘', ['short', 'long']],
    ['（渡槽 -没有） OR （堰塘 -渡槽）', ['short', 'long']],
    ['标题：村口服务 渡槽 2024年5月', ['long']],
    ['“清淤。第0段”', ['long']],
    ['2024年5月3日', ['short']],
    [Array.from({ length: 300 }, () => '堰塘').join(' '), ['short', 'long']],
  ] as const) {
    expect(found(database, text), text).toEqual(ids);
    const { total, hits } = searchDrafts(database, { text, order: 'relevance', limit: 9, offset: 0 });
    expect([total, hits.map(({ id }) => id).sort()], text).toEqual([ids.length, ids.toSorted()]);
  }
});

test('a long manuscript is compared with others by fingerprints of all its parts', () => {
  const database = newBase();
  const passage =
    '松岭镇把食堂办到村口，老人每天中午来吃一顿热饭，村里的青年轮流送餐上门，一年没有断过一天，家里人也放了心。';
  database
    .prepare(
      `INSERT INTO manuscripts (id, year, serial, title, author, arrived_on, received_at, received_by, file_name,
         file_bytes, file_sm3, content, report)
       VALUES ('m1', 2024, 1, '食堂', '赵某', '2024-05-01', '2024-05-01', 'zhou', 'a.txt', x'00', ?, ?, '[]')`,
    )
    .run('a'.repeat(64), JSON.stringify({ id: 't', ...contentOf([...longLines, passage, ...longLines.slice(0, 60)]) }));
  database.exec("INSERT INTO search_drafts (place, manuscript_id) VALUES (1, 'm1')");
  expect(likelySources(database, passage, 9, () => false)).toEqual([{ kind: 'manuscript', manuscriptId: 'm1' }]);
  database.exec('DELETE FROM search_drafts');
  expect(indexedParts(database)).toBe(0);
  expect(database.prepare('SELECT count(*) FROM search_index_reuse').pluck().get()).toBe(0);
});

test('a manuscript or an article stands once in the search, and a step of the base brought it there', () => {
  const database = newBase();
  save(database, 'one', ['一。']);
  expect(() => database.exec("INSERT INTO search_drafts (place, article_id) VALUES (7, 'one')")).toThrow(/UNIQUE/);
  expect(() => database.exec('INSERT INTO search_drafts (place) VALUES (7)')).toThrow(/CHECK/);
  expect(contentMigrations.some(({ number }) => number === 29)).toBe(true);
});
