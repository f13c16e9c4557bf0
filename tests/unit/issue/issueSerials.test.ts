import { expect, test } from 'vitest';
import { firstSerial, missingSerials, serialsText } from '#shared/issue/issueSerials.ts';

test('what is missing lies between the first and the last number, both counted', () => {
  expect(missingSerials([2, 3, 5], { first: 1, last: 6 })).toEqual([1, 4, 6]);
  expect(missingSerials(new Set([5, 6, 9]), { first: 5, last: 9 })).toEqual([7, 8]);
  expect(missingSerials([1, 2], { first: 1, last: 2 })).toEqual([]);
  expect(missingSerials([], { first: 5, last: 4 })).toEqual([]);
});

test('of numbers that were misread the first thousand are told', () => {
  expect(missingSerials([2], { first: 1, last: 99_999 })).toHaveLength(1000);
  expect(missingSerials([2], { first: 1, last: 99_999 }).at(-1)).toBe(1001);
});

test('nothing is missing before the number that counting began with in its year', () => {
  const begins = { year: 2026, serial: 5 };
  expect(firstSerial(2026, begins, [7, 8])).toBe(5);
  expect(firstSerial(2026, begins, [])).toBe(5);
  expect(firstSerial(2026, begins, [3, 5])).toBe(3);
  expect(firstSerial(2027, begins, [7, 8])).toBe(1);
  expect(firstSerial(2026, { serial: 5 }, [7, 8])).toBe(1);
});

test('numbers that follow each other are named by the first and the last', () => {
  expect(serialsText(7, 7)).toBe('第7期');
  expect(serialsText(1, 12)).toBe('第1—12期');
});
