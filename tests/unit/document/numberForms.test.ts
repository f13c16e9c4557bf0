import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateInFigures, dateInHan, documentNumber, numberAround, otherForm } from '#shared/document/numberForms.ts';

test('a day is written in figures and in Han numerals', () => {
  const day = new Date(2026, 10, 28);
  expect(dateInFigures(day)).toBe('2026年11月28日');
  expect(dateInHan(day)).toBe('二〇二六年十一月二十八日');
  expect(dateInHan(new Date(2030, 0, 10))).toBe('二〇三〇年一月十日');
});

test('every day has one form in Han numerals, which leads back to it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(1949, 9, 1), max: new Date(2999, 0, 1), noInvalidDate: true }), (day) => {
      expect(otherForm(dateInHan(day), '')).toBe(dateInFigures(day));
      expect(otherForm(dateInFigures(day), '')).toBe(dateInHan(day));
    }),
  );
});

test.each<readonly [string, string, string | undefined]>([
  ['28', '', '二十八'],
  ['二十八', '', '28'],
  ['1,200', '', '一千二百'],
  ['2026', '年', '二〇二六'],
  ['2026', '人', '二千零二十六'],
  ['二〇二六', '年', '2026'],
  ['二零二六', '年', '2026'],
  ['一九四九', '年', '1949'],
  ['2026年11月', '', '二〇二六年十一月'],
  ['007', '', '〇〇七'],
  ['十', '', '10'],
  ['3.5', '', undefined],
  ['甲', '', undefined],
  ['', '', undefined],
])('%s before “%s” becomes %s', (text, after, other) => {
  expect(otherForm(text, after)).toBe(other);
});

test.each<readonly [string, string | undefined]>([
  ['2026', '〔2026〕'],
  ['(2026)', '〔2026〕'],
  ['[2026]12号', '〔2026〕12号'],
  ['（2026）第003号', '〔2026〕3号'],
  ['26', undefined],
])('%s as a document number is %s', (text, number) => {
  expect(documentNumber(text)).toBe(number);
});

test('the number around a place is found from either side', () => {
  expect(numberAround('共有1,200盏', 2)).toEqual([2, 7]);
  expect(numberAround('共有1,200盏', 7)).toEqual([2, 7]);
  expect(numberAround('共二十八盏', 3)).toEqual([1, 4]);
  // Half of a decimal is no number.
  for (const place of [1, 2, 4, 5]) expect(numberAround('占12.5%', place)).toBeUndefined();
  expect(numberAround('见3.各地', 1)).toEqual([1, 2]);
  expect(numberAround('共有盏', 1)).toBeUndefined();
});
