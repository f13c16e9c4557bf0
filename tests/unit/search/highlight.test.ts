import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '#shared/search/foldText.ts';
import { highlight } from '#shared/search/highlight.ts';
import { queryTerms } from '#shared/search/searchQuery.ts';

/** The parts as one line, hits in brackets. */
function marked(original: string, query: string): string {
  return highlight(original, query)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('');
}

test.each([
  ['驿站建在路边，驿站管在一线。', '驿站', '[驿站]建在路边，[驿站]管在一线。'],
  ['驿站建在路边', '驿站建 建在路', '[驿站建在路]边'],
  ['驿站建在路边', '驿站 建在', '[驿站建在]路边'],
  ['第１２期刊出', '第12期', '[第１２期]刊出'],
  ['改\u200B革创新', '改革', '[改\u200B革]创新'],
  ['由㈱承办', '株', '由[㈱]承办'],
  ['练、比、用', '练。比', '[练、比]、用'],
  ['练……比', '练，比', '[练……比]'],
  ['Cafe\u0301', 'CAFÉ', '[Cafe\u0301]'],
  ['人人人人', '人人人', '[人人人人]'],
  ['𠮷林镇𠮷林', '𠮷', '[𠮷]林镇[𠮷]林'],
  ['驿站', '社区', '驿站'],
  ['驿站', '，', '驿站'],
  ['', '驿站', ''],
])('%j asked for %j shows %j', (original, query, expected) => {
  expect(marked(original, query)).toBe(expected);
});

const character = fc.constantFrom(...'驿站路边社区ＡaÉe\u0301ｶﾞ１1，。 \n𠮷\u200B㈱');

test('the parts are the original, alternate, and each hit holds a term', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: character, maxLength: 60 }),
      fc.string({ unit: character, maxLength: 8 }),
      (original, query) => {
        const parts = highlight(original, query);
        expect(parts.map(({ text }) => text).join('')).toBe(original);
        for (const [index, part] of parts.entries()) {
          expect(part.text).not.toBe('');
          expect(part.hit).not.toBe(parts[index + 1]?.hit);
          if (part.hit) {
            const folded = foldText(part.text).text;
            expect(queryTerms(query).some((term) => folded.includes(term))).toBe(true);
          }
        }
        const found = queryTerms(query).some((term) => foldText(original).text.includes(term));
        expect(parts.some(({ hit }) => hit)).toBe(found);
      },
    ),
    { numRuns: 2000 },
  );
});
