import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snippet } from '#shared/search/snippet.ts';

const text =
  '去年春天，县总工会把驿站建在路边。环卫工人有了热饭的地方，快递员有了充电的插座。' +
  '入冬以后，驿站添了热水和药箱，由附近的社区代管。群众说，小小驿站管了大事。';

function marked(original: string, query: string, length: number): string {
  return snippet(original, query, length)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join('');
}

test('the piece is taken where most of the terms stand together, between punctuation', () => {
  expect(marked(text, '驿站 社区', 24)).toBe('[驿站]添了热水和药箱，由附近的[社区]代管。');
});

test('of equal places the first is shown', () => {
  expect(marked(text, '驿站', 16)).toBe('县总工会把[驿站]建在路边。');
});

test('a text without any of the terms gives its beginning', () => {
  expect(marked(text, '田间地头', 20)).toBe('去年春天，县总工会把驿站建在路边。');
});

test('a short text is whole', () => {
  expect(marked('驿站建在路边', '路边', 120)).toBe('驿站建在[路边]');
});

test('a term longer than the piece fills it', () => {
  expect(marked('环卫快递公交建筑', '卫快递公交建', 4)).toBe('[卫快递公]');
});

test('the piece is part of the original, no longer than asked, and shows a term where there is one', () => {
  const character = fc.constantFrom(...'驿站路边社区热饭插座，。\n𠮷');
  fc.assert(
    fc.property(
      fc.string({ unit: character, maxLength: 200 }),
      fc.array(fc.string({ unit: character, minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 8, max: 60 }),
      (original, terms, length) => {
        const query = terms.join(' ');
        const parts = snippet(original, query, length);
        const piece = parts.map(({ text: part }) => part).join('');
        expect(original).toContain(piece);
        expect(piece.length).toBeLessThanOrEqual(length);
        expect(piece.isWellFormed()).toBe(true);
        const whole = snippet(original, query, original.length + 1);
        expect(parts.some(({ hit }) => hit)).toBe(whole.some(({ hit }) => hit));
      },
    ),
    { numRuns: 2000 },
  );
});
