import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hanDigits, hanNumeral, readHanDigits, readHanNumeral } from '#shared/document/hanNumerals.ts';

test.each([
  [0, '零'],
  [8, '八'],
  [10, '十'],
  [19, '十九'],
  [20, '二十'],
  [99, '九十九'],
  [103, '一百零三'],
  [110, '一百一十'],
  [2026, '二千零二十六'],
  [20_050, '二万零五十'],
  [100_000, '十万'],
  [205_000, '二十万五千'],
  [100_005_000, '一亿零五千'],
  [301_000_000, '三亿零一百万'],
])('%i is counted %s', (number, text) => {
  expect(hanNumeral(number)).toBe(text);
  expect(readHanNumeral(text)).toBe(number);
});

test('every number comes back from its numerals', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat({ max: 99_999 }), fc.nat({ max: 10 ** 12 - 1 })), (number) => {
      expect(readHanNumeral(hanNumeral(number) ?? '')).toBe(number);
    }),
  );
});

test.each(['', '十十', '一十二', '二三', '百', '一百三', '甲'])('“%s” counts nothing', (text) => {
  expect(readHanNumeral(text)).toBeUndefined();
});

test('a year is read digit by digit, and back', () => {
  expect(hanDigits('2026')).toBe('二〇二六');
  expect(readHanDigits('二〇二六')).toBe('2026');
  expect(readHanDigits('二零二○')).toBe('2020');
  expect(readHanDigits('二十')).toBeUndefined();
});
