import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { foldText } from '#shared/search/foldText.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { parseQuery, type QueryNode, type SearchField } from '#shared/search/searchQuery.ts';
import { facetNames, searchFacets } from '#store/content/searchFacets.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import type { WritableDatabase } from '#store/database.ts';
import { addReleasedIssue } from './releasedIssue.ts';
import { articleIds, newBase, search } from './searchBase.ts';

// Few words, so that any of them stands in many passages, next to others and apart from them.
const words = ['驿站', '食堂', '青年', '热饭', '站', '2026年', 'A1', '第6期', '路边，暖', 'é', '𠮷'];
const units = ['团禾川县委', '禾川县总工会', ''];
const columns = ['经验交流', '基层', undefined];
const publications = ['云岭工会工作信息', '青年工作'];
const people = ['李某', '王某某'];
const dates = ['2024-02-29', '2025-12-31', '2026-01-01', '2026-05-06', '2026-05-31'];

const sentence = fc
  .array(fc.constantFrom(...words, '，', '。', ' ', '\n', '的'), { minLength: 1, maxLength: 10 })
  .map((parts) => parts.join(''));
const issue = fc.record({
  publication: fc.constantFrom(...publications),
  column: fc.constantFrom(...columns),
  date: fc.constantFrom(...dates),
  serial: fc.integer({ min: 1, max: 17 }),
  marking: fc.subarray(['内部刊物', '注意保管']),
  signer: fc.constantFrom(...people),
  articles: fc.array(
    fc.record({
      title: sentence,
      text: sentence,
      unit: fc.constantFrom(...units),
      byline: fc.option(fc.constantFrom(...people), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const plainWord = fc.constantFrom(...words, '的', '没有的词', '或者', '非公');
const phrase = fc.array(plainWord, { minLength: 1, maxLength: 3 }).map((parts) => `“${parts.join('')}”`);
const named = fc.oneof(
  fc.tuple(fc.constantFrom('标题：', '标题:'), fc.oneof(plainWord, phrase)).map((parts) => parts.join('')),
  fc.constantFrom('单位：禾川', '单位:“团禾川县委”', '栏目：经验', '刊名：工作', '期号：6', '期号：2026年第1期'),
  fc.constantFrom('人：李某', '人:王某', '标识：注意保管', '标识：内部'),
  fc.constantFrom('2026年', '2026年5月', '2026-05-01..2026-05-31', '..2025-12', '年：2024-2025', '日期：2026年5月6日'),
);
const { query } = fc.letrec<{ query: string; operand: string }>((tie) => ({
  query: fc
    .tuple(
      tie('operand'),
      fc.array(fc.tuple(fc.constantFrom(' ', ' ', ' 或 ', '|', ' OR ', ' -'), tie('operand')), { maxLength: 3 }),
    )
    .map(([first, more]) => first + more.map((parts) => parts.join('')).join('')),
  operand: fc.oneof(
    { maxDepth: 3 },
    plainWord,
    phrase,
    named,
    fc.tuple(fc.constantFrom('-', '非 ', 'NOT '), plainWord).map((parts) => parts.join('')),
    tie('query').map((inner) => `（${inner}）`),
    tie('query').map((inner) => `-(${inner})`),
  ),
}));
/** As it stands, or broken off while it is typed. */
const typed = fc
  .tuple(query, fc.nat({ max: 60 }), fc.boolean())
  .map(([whole, cut, isWhole]) => (isWhole ? whole : whole.slice(0, cut)));

type Plain = { readonly [Field in SearchField]: string } & { readonly any: string; readonly date: string };

const folded = (text: string) => foldText(text).text;

/** The query said over strings, one passage at a time. */
function holds(node: QueryNode, passage: Plain): boolean {
  switch (node.kind) {
    case 'words':
      return passage[node.field ?? 'any'].includes(node.words);
    case 'days':
      return passage.date >= node.span.from && passage.date <= node.span.to;
    case 'and':
      return node.of.every((part) => holds(part, passage));
    case 'or':
      return node.of.some((part) => holds(part, passage));
    case 'not':
      return !holds(node.of, passage);
    default:
      return node satisfies never;
  }
}

function addInvented(
  database: WritableDatabase,
  invented: readonly (typeof issue extends fc.Arbitrary<infer T> ? T : never)[],
) {
  const passages = new Map<string, Plain & { readonly raw: Readonly<Record<string, string>> }>();
  for (const [index, { publication, column, date, serial, marking, signer, articles }] of invented.entries()) {
    const number = { series: 'regular', year: Number(date.slice(0, 4)), serial } as const;
    const document: IssueDocument = {
      schema: 1,
      publication: { name: publication, organ: '' },
      ...(column === undefined ? {} : { column }),
      number,
      date,
      marking,
      reportTo: [],
      copyTo: [],
      sendTo: [],
      signOff: [{ step: 'signer', label: '签发', person: signer }],
      images: {},
      articles: articles.map(({ title, text, unit, byline }, place) => ({
        id: `${index}-${place}`,
        title: [title],
        ...(byline === undefined ? {} : { byline }),
        source: unit === '' ? null : { unit, line: `（${unit}）` },
        body: [{ role: 'paragraph', inlines: [{ text }] }],
      })),
    };
    database
      .transaction(() => {
        addReleasedIssue(database, `issue-${index}`, index + 1);
        indexIssue(database, { issueId: `issue-${index}`, document });
      })
      .immediate();
    for (const [place, { title, text, unit, byline }] of articles.entries()) {
      const numberText = issueNumberText(number);
      const line = unit === '' ? [] : [`（${unit}）`];
      const body = [byline, text, ...line].filter((part) => part !== undefined && part !== '').join('\n');
      passages.set(`${index}-${place}`, {
        title: folded(title),
        unit: folded(unit),
        column: folded(column ?? ''),
        publication: folded(publication),
        number: folded(numberText),
        person: folded([byline, signer].filter(Boolean).join('\n')),
        marking: folded(marking.join('\n')),
        any: folded([title, unit, column ?? '', numberText, body].join('\n')),
        date,
        raw: { year: date.slice(0, 4), unit, column: column ?? '', publication },
      });
    }
  }
  return passages;
}

test('2,400 queries, whole and half typed, find what they say and nothing else, and the facets count it', () => {
  let asked = 0;
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(issue, { minLength: 6, maxLength: 14 }),
      fc.array(typed, { minLength: 240, maxLength: 240 }),
      (issues, queries) => {
        const database = newBase();
        const passages = addInvented(database, issues);
        for (const text of queries) {
          const { node } = parseQuery(text);
          const expected = [...passages].filter(([, passage]) => node && holds(node, passage));
          const result = search(database, text, { limit: 200 });
          expect(new Set(articleIds(result)), text).toEqual(new Set(expected.map(([id]) => id)));
          expect(result.total, text).toBe(expected.length);
          asked += 1;
          found += expected.length;
          if (asked % 8 > 0) continue;
          expect(new Set(articleIds(search(database, text, { limit: 200, order: 'relevance' })))).toEqual(
            new Set(articleIds(result)),
          );
          const facets = searchFacets(database, { text });
          for (const name of facetNames) {
            for (const { value, count } of facets[name]) {
              const of = expected.filter(([, { raw }]) => raw[name] === value);
              expect(count, `${text} ${name} ${value}`).toBe(of.length);
              const narrowed = search(database, text, { limit: 200, filters: { [name]: value } });
              expect(new Set(articleIds(narrowed)), `${text} ${name} ${value}`).toEqual(new Set(of.map(([id]) => id)));
            }
          }
        }
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
  expect(asked).toBe(2400);
  expect(found).toBeGreaterThan(4800);
});
