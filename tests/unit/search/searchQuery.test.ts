import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchExpression, queryTerms } from '#shared/search/searchQuery.ts';

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
  ['驿站 驿站', ['驿站'], 'bigrams : "驿站"'],
  ['"驿站 热饭', ['驿站', '热饭'], 'bigrams : "驿站" AND bigrams : "热饭"'],
  ['NEAR(a) OR *', ['near a', 'or'], 'characters : "n e a r · a" AND characters : "o r"'],
  ['，。“”""* ', [], ''],
  ['', [], ''],
])('%j asks for %j', (query, terms, expression) => {
  expect(queryTerms(query)).toEqual(terms);
  expect(matchExpression(terms)).toBe(expression);
});

test('whatever is typed, no sign that FTS5 reads as syntax is left in the terms', () => {
  const hostile = fc.constantFrom(...'"“”*:()^+-{}\'\\;,.\0 AaNEAR1驿站𠮷\n');
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: hostile, maxLength: 60 })),
      (query) => {
        const terms = queryTerms(query);
        for (const term of terms) {
          expect(term).toMatch(/^[a-z0-9\u{80}-\u{10FFFF}]+(?: [a-z0-9\u{80}-\u{10FFFF}]+)*$/u);
        }
        const phrase = '(?:bigrams|characters) : "[a-z0-9\\u{80}-\\u{10FFFF} ]+"';
        expect(matchExpression(terms)).toMatch(new RegExp(`^(?:${phrase}(?: AND ${phrase})*)?$`, 'u'));
      },
    ),
    { numRuns: 2000 },
  );
});
