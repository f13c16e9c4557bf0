import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFinder, type FindOptions, replacementOf } from '#shared/document/findText.ts';
import { simplify } from '#shared/document/simplify.ts';

const plain: FindOptions = { isPattern: false, isWidthFree: false, isScriptFree: false };

function found(text: string, query: string, options: Partial<FindOptions> = {}): readonly string[] {
  const matches = createFinder(query, { ...plain, ...options }, simplify)?.(text) ?? [];
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
  const options = { ...plain, isPattern: true, isWidthFree: true };
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
      fc.boolean(),
      (text, from, length, isWidthFree, isScriptFree) => {
        const query = [...text].slice(from, from + length).join('');
        const matches = createFinder(query, { isPattern: false, isWidthFree, isScriptFree }, simplify)?.(text) ?? [];
        expect(matches.length > 0).toBe(query !== '');
        for (const [index, { start, end }] of matches.entries()) {
          expect(start).toBeGreaterThanOrEqual(matches[index - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
        }
      },
    ),
  );
});

test('traditional and simplified forms are the same when asked, either way, and places are those of the text', () => {
  expect(found('鎮裏的幹部、镇里的干部和鎮裡的幹部', '镇里的干部', { isScriptFree: true })).toHaveLength(3);
  expect(found('镇里的干部', '鎮裏', { isScriptFree: true })).toEqual(['镇里']);
  expect(found('镇里的干部', '鎮裏')).toEqual([]);
  expect(found('𠮷林的臺灣同胞', '台湾', { isScriptFree: true })).toEqual(['臺灣']);
});

test('a pattern that does not mind the script keeps its ranges and operators, and gives its groups as they stand', () => {
  const options = { ...plain, isPattern: true, isScriptFree: true };
  expect(found('總幹事與总干事', '[總会]干.', options)).toEqual(['總幹事', '总干事']);
  expect(found('總幹事', '^[一-龥]+$', options)).toEqual(['總幹事']);
  expect(found('甲-後，後-甲', '後-甲|甲-后', options)).toEqual(['甲-後', '後-甲']);
  const [match] = createFinder('(总.)事', options, simplify)?.('總幹事') ?? [];
  if (!match) throw new Error('not found');
  expect(replacementOf(match, '$1部', options)).toBe('總幹部');
});

test('the table of forms keeps the length of a text, changes nothing twice, and leaves what is no traditional character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'發髮麪麵後乾幹里𠮷薴A１，') }),
      (left, right) => {
        const simplified = simplify(left + right);
        expect(simplified).toHaveLength(left.length + right.length);
        expect(simplify(simplified)).toBe(simplified);
      },
    ),
  );
  expect(simplify('发展青年工作，ABC１２')).toBe('发展青年工作，ABC１２');
});
