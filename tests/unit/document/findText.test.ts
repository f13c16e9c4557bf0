import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFinder, type FindOptions, replacementOf } from '#shared/document/findText.ts';

const plain: FindOptions = { isPattern: false, isWidthFree: false };

function found(text: string, query: string, options: Partial<FindOptions> = {}): readonly string[] {
  const matches = createFinder(query, { ...plain, ...options })?.(text) ?? [];
  return matches.map(({ start, end }) => text.slice(start, end));
}

test('words are found as they stand, letters in either case, signs of patterns as themselves', () => {
  expect(found('全县清淤12处，全县动员。', '全县')).toEqual(['全县', '全县']);
  expect(found('APP和app', 'App')).toEqual(['APP', 'app']);
  expect(found('1.5倍（约数）', '1.5倍（')).toEqual(['1.5倍（']);
  expect(found('115', '1.5')).toEqual([]);
  expect(found('全县', '')).toEqual([]);
});

test('width counts for nothing when asked, and places are those of the text', () => {
  expect(found('共ＡＢ３项,完成', 'ab3项，', { isWidthFree: true })).toEqual(['ＡＢ３项,']);
  expect(found('共ＡＢ３项,完成', 'ab3项，')).toEqual([]);
});

test('a pattern that does not mind width gives its groups as they stand, and a full-width sign is no operator', () => {
  const options = { isPattern: true, isWidthFree: true };
  const [match] = createFinder('清淤（(.*?)）', options)?.('清淤（12处，全部）') ?? [];
  if (!match) throw new Error('not found');
  expect(replacementOf(match, '$1', options)).toBe('12处，全部');
});

test('patterns find and replace with their groups; one that is no pattern, or matches nothing, finds nothing', () => {
  const options = { ...plain, isPattern: true };
  const [match] = createFinder('(\\d+)处（(.+?)）', options)?.('清淤12处（含支流）') ?? [];
  if (!match) throw new Error('not found');
  expect(replacementOf(match, '$2共$1处，$$5，$&', options)).toBe('含支流共12处，$5，12处（含支流）');
  expect(replacementOf(match, '$1', plain)).toBe('$1');
  expect(createFinder('(', options)).toBeUndefined();
  expect(found('全县', 'x*', { isPattern: true })).toEqual([]);
});

test('a part of any text is found in it, at places in order that do not overlap', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(40),
      fc.nat(10),
      fc.boolean(),
      (text, from, length, isWidthFree) => {
        const query = [...text].slice(from, from + length).join('');
        const matches = createFinder(query, { isPattern: false, isWidthFree })?.(text) ?? [];
        expect(matches.length > 0).toBe(query !== '');
        for (const [index, { start, end }] of matches.entries()) {
          expect(start).toBeGreaterThanOrEqual(matches[index - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
        }
      },
    ),
  );
});
