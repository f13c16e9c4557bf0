import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchExpression } from '#shared/search/matchExpression.ts';
import { parseQuery, type QueryNode, queryTerms } from '#shared/search/searchQuery.ts';

const expressionOf = (query: string): string => {
  const { node } = parseQuery(query);
  return node ? matchExpression(node) : '';
};

test.each([
  ['驿站', ['驿站'], 'bigrams : "驿站"'],
  ['户外劳动者', ['户外劳动者'], 'bigrams : "户外 外劳 劳动 动者"'],
  ['站', ['站'], 'characters : "站"'],
  ['第３期', ['第3期'], 'characters : "第 3 期"'],
  ['驿站　热饭', ['驿站', '热饭'], 'bigrams : "驿站" AND bigrams : "热饭"'],
  ['《驿站》，', ['驿站'], 'bigrams : "驿站"'],
  ['练、比', ['练 比'], 'characters : "练 · 比"'],
  ['“建在路边 暖在心里”', ['建在路边 暖在心里'], 'characters : "建 在 路 边 · 暖 在 心 里"'],
  ['驿站"a b"热饭', ['驿站', 'a b', '热饭'], 'bigrams : "驿站" AND characters : "a · b" AND bigrams : "热饭"'],
  ['驿站 AND 驿站', ['驿站'], 'bigrams : "驿站" AND bigrams : "驿站"'],
  ['"驿站 热饭', ['驿站', '热饭'], 'bigrams : "驿站" AND bigrams : "热饭"'],
  ['NEAR(a) *', ['near a'], 'characters : "n e a r · a"'],
  ['关于（试行）办法', ['关于 试行 办法'], 'characters : "关 于 · 试 行 · 办 法"'],
  ['2026-0001', ['2026 0001'], 'characters : "2 0 2 6 · 0 0 0 1"'],
  ['，。“”""* ', [], ''],
  ['', [], ''],
])('%j asks for %j', (query, terms, expression) => {
  expect(queryTerms(query)).toEqual(terms);
  expect(expressionOf(query)).toBe(expression);
});

/** A query as it was read, in one line. */
function said(node: QueryNode | undefined): string {
  if (!node) return '-';
  switch (node.kind) {
    case 'words':
      return node.field ? `${node.field}=${node.words}` : node.words;
    case 'days':
      return `${node.span.from}..${node.span.to}`;
    case 'not':
      return `!${said(node.of)}`;
    default:
      return `(${node.of.map(said).join(node.kind === 'and' ? ' & ' : ' | ')})`;
  }
}

describe('the language of queries', () => {
  test.each([
    ['驿站 或 食堂', '(驿站 | 食堂)'],
    ['驿站 OR 食堂', '(驿站 | 食堂)'],
    ['驿站|食堂｜书屋', '(驿站 | 食堂 | 书屋)'],
    ['驿站 ＯＲ 食堂', '(驿站 | 食堂)'],
    ['青年 驿站 或 食堂', '((青年 & 驿站) | 食堂)'],
    ['青年 （驿站 或 食堂）', '(青年 & (驿站 | 食堂))'],
    ['(青年 (驿站|食堂)) 热饭', '((青年 & (驿站 | 食堂)) & 热饭)'],
    ['青年 -食堂', '(青年 & !食堂)'],
    ['青年 －食堂', '(青年 & !食堂)'],
    ['青年 非 食堂', '(青年 & !食堂)'],
    ['青年 NOT（食堂 或 书屋）', '(青年 & !(食堂 | 书屋))'],
    ['青年 非 （食堂 或 书屋）', '(青年 & !(食堂 | 书屋))'],
    ['青年 -“下沉 一线”', '(青年 & !下沉 一线)'],
    ['-食堂', '!食堂'],
    ['非公企业 或者', '(非公企业 & 或者)'],
    ['青年 - 食堂', '(青年 & 食堂)'],
    ['COVID-19', 'covid 19'],
    ['标题：驿站', 'title=驿站'],
    ['标题:“暖在 心里” 单位：团杭州市委', '(title=暖在 心里 & unit=团杭州市委)'],
    ['栏目： 经验交流 刊名:工作信息', '(column=经验交流 & publication=工作信息)'],
    ['标题：（驿站 或 食堂）', '(title=驿站 | title=食堂)'],
    ['标题：(驿站 -食堂)', '(title=驿站 & !title=食堂)'],
    ['-人：李某 标识:注意保管', '(!person=李某 & marking=注意保管)'],
    ['期号：06', 'number=第6期'],
    ['期号：2024年第6期', 'number=2024年第6期'],
    ['比例：三成', '比例 三成'],
    ['2026年', '2026-01-01..2026-12-31'],
    ['２０２４年２月', '2024-02-01..2024-02-29'],
    ['2026年5月6日', '2026-05-06..2026-05-06'],
    ['2026-05', '2026-05-01..2026-05-31'],
    ['2026-05-01..2026-05-31', '2026-05-01..2026-05-31'],
    ['2026年5月～2026年8月', '2026-05-01..2026-08-31'],
    ['2026年5月至2026年8月', '2026-05-01..2026-08-31'],
    ['2026-05..', '2026-05-01..9999-12-31'],
    ['..2026-05', '0000-01-01..2026-05-31'],
    ['年：2026', '2026-01-01..2026-12-31'],
    ['年:2024-2026', '2024-01-01..2026-12-31'],
    ['日期：2026年5月6日', '2026-05-06..2026-05-06'],
    ['驿站 2026年', '(驿站 & 2026-01-01..2026-12-31)'],
    ['“2026年”', '2026年'],
    ['2026', '2026'],
    ['2024年第6期', '2024年第6期'],
    ['或', '或'],
    ['非', '非'],
  ])('%j is read as %s', (query, reading) => {
    expect(said(parseQuery(query).node)).toBe(reading);
    expect(parseQuery(query).notes).toEqual([]);
  });

  test.each([
    ['“建在路边 暖', '(建在路边 & 暖)', 'openQuote', 0, 1],
    ['青年 （驿站 或 食堂', '(青年 & (驿站 | 食堂))', 'openBracket', 3, 4],
    ['青年 ）', '青年', 'strayBracket', 3, 4],
    ['青年 或', '青年', 'missingWords', 3, 4],
    ['或 青年', '青年', 'missingWords', 0, 1],
    ['青年 | | 食堂', '(青年 | 食堂)', 'missingWords', 3, 4],
    ['青年 非', '青年', 'missingWords', 3, 4],
    ['青年 标题：', '青年', 'emptyField', 3, 6],
    ['标题：单位：团委', 'unit=团委', 'emptyField', 0, 3],
    ['年：今年', '-', 'noSuchDay', 0, 4],
    ['2026年13月', '2026年13月', 'noSuchDay', 0, 8],
    ['2026年2月29日', '2026年2月29日', 'noSuchDay', 0, 10],
    ['2026-05..2026-04', '2026 05 2026 04', 'noSuchDay', 0, 16],
  ])('%j is read as %s, with a note of %s', (query, reading, kind, start, end) => {
    expect(said(parseQuery(query).node)).toBe(reading);
    expect(parseQuery(query).notes).toEqual([{ kind, start, end }]);
  });

  test('what is longer or deeper than anybody means is told, and read as far as it goes', () => {
    expect(parseQuery(`驿站 ${'（'.repeat(40)}`).notes.some(({ kind }) => kind === 'tooDeep')).toBe(true);
    expect(parseQuery('驿站'.repeat(600)).notes).toEqual([{ kind: 'tooLong', start: 1000, end: 1200 }]);
  });
});

test('whatever is typed, notes stand inside of it, and no sign that FTS5 reads as syntax is left', () => {
  const pieces = fc.constantFrom(
    ...['"', '“', '”', '*', ':', '（', ')', '(', '^', '+', '-', '－', '{', "'", '\\', '|', '..', '\0', ' ', ' ', '\n'],
    ...[
      'A',
      'NEAR',
      'OR',
      'AND',
      'NOT',
      '或',
      '非',
      '标题：',
      '年:',
      '期号:',
      '2026年',
      '2026-05',
      '1',
      '驿站',
      '𠮷',
      '站',
    ],
  );
  const phrase = '(?:bigrams|characters|fields) : "[a-z0-9\\u{80}-\\u{10FFFF} ]+"';
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
      ),
      (query) => {
        for (const term of queryTerms(query)) {
          expect(term).toMatch(/^[a-z0-9\u{80}-\u{10FFFF}]+(?: [a-z0-9\u{80}-\u{10FFFF}]+)*$/u);
        }
        for (const { start, end } of parseQuery(query).notes) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(query.length);
        }
        expect(expressionOf(query)).toMatch(new RegExp(`^(?:\\(*${phrase}\\)*(?: (?:AND|OR|NOT) |$))*$`, 'u'));
      },
    ),
    { numRuns: 3000 },
  );
});
