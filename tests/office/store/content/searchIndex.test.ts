import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import { countedHits, rankedHits } from '#store/content/searchRows.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue, voidIssue } from './releasedIssue.ts';
import { addIssue, articleIds, documentOf, newBase, search } from './searchBase.ts';

describe('what is searched', () => {
  test('title, unit, column and number are searched as the text is', () => {
    const database = newBase();
    addIssue(database, 6, [{ title: '建在路边暖在心里', text: '环卫工人有了热饭的地方。', unit: '禾川县总工会' }]);
    for (const query of ['暖在心里', '禾川', '基层经验', '2024年第6期', '第６期', '里', '环卫 禾川 2024年']) {
      expect(articleIds(search(database, query)), query).toEqual(['6-1']);
    }
    for (const query of ['2024年第7期', '心里禾川', '里禾', '环卫 禾田']) {
      expect(search(database, query).hits, query).toEqual([]);
    }
  });

  test('an 编者按 is found as the words of its issue', () => {
    const database = newBase();
    database
      .transaction(() => {
        addReleasedIssue(database, 'issue-1', 1);
        const document = { ...documentOf(1, [{ title: '一', text: '正文' }]), editorsNote: '现予刊发，供各地借鉴。' };
        indexIssue(database, { issueId: 'issue-1', document });
      })
      .immediate();
    const [hit] = search(database, '借鉴').hits;
    expect(hit).toMatchObject({ issueId: 'issue-1', articleId: null, title: '编者按', numberText: '2024年第1期' });
  });

  test('one token of ours stays one token of the index, unfolded', () => {
    const database = newBase();
    addIssue(database, 1, [{ title: 'Ａé', text: 'ßﬁÉ 𠮷𪚥林 ９½ ไทย हि \uE000镇\u0301' }]);
    database.exec("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search_index', 'instance')");
    const stored = (column: string): unknown =>
      database.prepare('SELECT term FROM vocabulary WHERE col = ? ORDER BY "offset"').pluck().all(column);
    const words = ['aé', '基层经验', '2024年第1期', 'ßfié', '𠮷𪚥林', '91', '2', 'ไทย', 'हि', '\uE000镇\u0301'];
    expect(stored('characters')).toEqual([...words.join('·')]);
    const pairs = ['基层', '层经', '经验', '·', '年第', '·', '𠮷𪚥', '𪚥林', '·', '\uE000镇', '·'];
    expect(stored('bigrams')).toEqual(pairs);
  });
});

describe('a hit', () => {
  test('says where it stands and shows its words exactly', () => {
    const database = newBase();
    addIssue(database, 6, [
      { title: '驿站建在路边', text: '去年春天起步。\n环卫工人在驿站有了热饭的地方。', unit: '禾川县总工会' },
    ]);
    expect(search(database, '驿站 热饭')).toEqual({
      notes: [],
      total: 1,
      hasMore: false,
      hits: [
        {
          issueId: 'issue-6',
          articleId: '6-1',
          title: '驿站建在路边',
          unit: '禾川县总工会',
          numberText: '2024年第6期',
          issuedOn: '2024-06-18',
          isVoid: false,
          titleParts: [
            { text: '驿站', hit: true },
            { text: '建在路边', hit: false },
          ],
          snippet: [
            { text: '去年春天起步。\n环卫工人在', hit: false },
            { text: '驿站', hit: true },
            { text: '有了', hit: false },
            { text: '热饭', hit: true },
            { text: '的地方。\n（禾川县总工会）', hit: false },
          ],
        },
      ],
    });
  });

  test('of an issue made void is still found, and says so', () => {
    const database = newBase();
    addIssue(database, 6, [{ title: '驿站建在路边', text: '正文' }]);
    voidIssue(database, 'issue-6');
    expect(search(database, '驿站').hits).toMatchObject([{ issueId: 'issue-6', isVoid: true }]);
  });
});

describe('order and pages', () => {
  test('the newest issue comes first, its articles in their own order', () => {
    const database = newBase();
    addIssue(database, 1, [{ title: '一', text: '驿站' }]);
    addIssue(database, 2, [
      { title: '二', text: '驿站' },
      { title: '三', text: '社区' },
      { title: '四', text: '驿站' },
    ]);
    expect(articleIds(search(database, '驿站'))).toEqual(['2-1', '2-3', '1-1']);
    expect(articleIds(search(database, '驿站', { limit: 1, offset: 1 }))).toEqual(['2-3']);
    expect(search(database, '驿站', { limit: 1, offset: 1 }).total).toBe(3);
  });

  test('by relevance the title counts more than the text, many places more than one', () => {
    const database = newBase();
    const filler = '社区代管，群众办事少跑路。';
    addIssue(database, 1, [{ title: '驿站', text: filler.repeat(8) }]);
    addIssue(database, 2, [{ title: '年度小结', text: `驿站，驿站，驿站。${filler.repeat(6)}` }]);
    addIssue(database, 3, [{ title: '年度小结', text: `驿站。${filler.repeat(7)}` }]);
    for (let serial = 4; serial < 12; serial += 1)
      addIssue(database, serial, [{ title: '工作安排', text: filler.repeat(8) }]);
    expect(articleIds(search(database, '驿站', { order: 'relevance' }))).toEqual(['1-1', '2-1', '3-1']);
    expect(articleIds(search(database, '驿站'))).toEqual(['3-1', '2-1', '1-1']);
  });

  test('the pages of either order give every hit once, and counting ends at its limit', () => {
    const database = newBase();
    const texts = Array.from({ length: 100 }, (_, index) => ({
      title: `第${index}篇`,
      text: '驿站'.repeat(1 + (index % 7)),
    }));
    for (let serial = 1; serial <= 11; serial += 1) addIssue(database, serial, texts);
    const all = new Set(
      Array.from({ length: 1100 }, (_, index) => `${1 + Math.floor(index / 100)}-${1 + (index % 100)}`),
    );
    for (const order of ['newest', 'relevance'] as const) {
      const ids: (string | null)[] = [];
      for (let offset = 0; offset < 1100; offset += 70)
        ids.push(...articleIds(search(database, '驿站', { order, limit: 70, offset })));
      expect(ids).toHaveLength(1100);
      expect(new Set(ids)).toEqual(all);
    }
    expect(search(database, '驿站')).toMatchObject({ total: countedHits, hasMore: true });
    // What is older than the ranked hits follows by date.
    const older = { offset: rankedHits, limit: 30 };
    expect(articleIds(search(database, '驿站', { ...older, order: 'relevance' }))).toEqual(
      articleIds(search(database, '驿站', older)),
    );
  });
});

describe('queries of any kind', () => {
  test('a query without words finds nothing', () => {
    const database = newBase();
    addIssue(database, 1, [{ title: '一', text: '驿站，社区。' }]);
    for (const query of ['', ' ', '，', '“”', '"', '***', '\u200B', '\0', '\uD842']) {
      expect(search(database, query)).toEqual({ hits: [], total: 0, hasMore: false, notes: expect.any(Array) });
    }
  });

  test('no text is read as syntax or stops the search', () => {
    const database = newBase();
    addIssue(database, 1, [{ title: 'NEAR OR AND NOT', text: '驿站，a b c。bigrams : 驿站' }]);
    const word = fc.constantFrom(
      '"',
      '”',
      '“',
      '*',
      '^',
      '(',
      ')',
      '{',
      '}',
      ':',
      '-',
      '+',
      ' ',
      'NEAR',
      'AND',
      'OR',
      'NOT',
      'bigrams',
      '驿',
      '站',
      '\0',
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 50 }),
          fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
        ),
        fc.constantFrom('newest' as const, 'relevance' as const),
        (text, order) => {
          expect(search(database, text, { order }).total).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 2000 },
    );
    expect(search(database, 'NEAR NOT').total).toBe(1);
    expect(search(database, '“NOT” 驿站').total).toBe(1);
    expect(search(database, 'NOT 驿站').total).toBe(0);
    expect(search(database, 'title : 驿站').total).toBe(0);
  });

  test('long queries are lawful: many terms, a pasted page', () => {
    const database = newBase();
    const text = Array.from({ length: 3000 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 37) % 5000))).join(
      '',
    );
    addIssue(database, 1, [{ title: '一', text }]);
    expect(search(database, text).total).toBe(1);
    expect(search(database, [...text].join(' ')).total).toBe(1);
    expect(search(database, [...text].join('，')).total).toBe(0);
    expect(search(database, '“'.repeat(100_000)).total).toBe(0);
  });
});

describe('what is found was signed', () => {
  test('an issue is indexed in its transaction, once, with number and date', () => {
    const database = newBase();
    const document = documentOf(1, [{ title: '一', text: '驿站' }]);
    addReleasedIssue(database, 'issue-1', 1);
    const index = (changed: Partial<IssueDocument> = {}, issueId = 'issue-1') =>
      database.transaction(() => indexIssue(database, { issueId, document: { ...document, ...changed } })).immediate();
    expect(() => indexIssue(database, { issueId: 'issue-1', document })).toThrow(/in the transaction/);
    expect(() => index({ number: null })).toThrow(/not signed/);
    expect(() => index({ date: null })).toThrow(/not signed/);
    expect(() => index({}, 'nowhere')).toThrow(/FOREIGN KEY/);
    expect(search(database, '驿站').total).toBe(0);
    index();
    expect(() => index()).toThrow(/added once/);
    expect(search(database, '驿站').total).toBe(1);
  });

  test('a release that is rolled back leaves nothing to find', () => {
    const database = newBase();
    expect(() =>
      database
        .transaction(() => {
          addReleasedIssue(database, 'issue-1', 1);
          indexIssue(database, { issueId: 'issue-1', document: documentOf(1, [{ title: '一', text: '驿站' }]) });
          throw new Error('stopped');
        })
        .immediate(),
    ).toThrow('stopped');
    expect(search(database, '驿站')).toEqual({ hits: [], total: 0, hasMore: false, notes: expect.any(Array) });
  });

  test('a draft is not searched', () => {
    const database = newBase();
    database
      .prepare(`INSERT INTO issues (id, publication_id, document, content_hash, created_at, created_by)
        VALUES ('draft', 'p1', '{}', ?, '2024-06-01', 'zhou')`)
      .run('a'.repeat(64));
    const document = documentOf(1, [{ title: '一', text: '驿站' }]);
    const index = database.transaction(() => indexIssue(database, { issueId: 'draft', document }));
    expect(() => index.immediate()).toThrow(/only a signed issue/);
  });

  test.each([
    ["UPDATE search_passages SET title = '改'", /never changed/],
    ['DELETE FROM search_passages', /never removed/],
    [
      "REPLACE INTO search_passages SELECT 1, issue_id, 9, 'x', '改', '', '', '', issued_on, '', '', '', '', NULL FROM search_passages",
      /at the end/,
    ],
    [
      "REPLACE INTO search_passages SELECT 2, issue_id, place, 'x', '改', '', '', '', issued_on, '', '', '', '', NULL FROM search_passages",
      /added once/,
    ],
    [
      "INSERT INTO search_passages SELECT 7, issue_id, 9, 'x', '改', '', '', '', issued_on, '', '', '', '', NULL FROM search_passages",
      /at the end/,
    ],
    [
      "INSERT INTO search_passages SELECT 2, issue_id, 9, 'x', '改', '', '', '', '2024-02-30', '', '', '', '', NULL FROM search_passages",
      /CHECK/,
    ],
  ])('the base refuses %s', (statement, reason) => {
    const database = newBase();
    addIssue(database, 1, [{ title: '一', text: '驿站' }]);
    expect(() => database.exec(statement)).toThrow(reason);
    expect(database.prepare('SELECT id, title FROM search_passages').all()).toEqual([{ id: 1, title: '一' }]);
  });

  test('the migration adds the search to a base that holds issues, and leaves them as they are', () => {
    const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
    onTestFinished(() => closeDatabase(database));
    migrate(
      database,
      contentMigrations.filter(({ number }) => number < 2),
    );
    addReleasedIssue(database, 'issue-1', 1);
    const issues = database.prepare('SELECT * FROM issues').all();
    expect(
      migrate(
        database,
        contentMigrations.filter(({ number }) => number <= 2),
      ),
    ).toMatchObject({ from: 1, to: 2 });
    expect(database.prepare('SELECT * FROM issues').all()).toEqual(issues);
    expect(database.prepare('SELECT count(*) FROM search_passages').pluck().get()).toBe(0);
  });
});
