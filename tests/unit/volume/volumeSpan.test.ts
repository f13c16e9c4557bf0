import { expect, test } from 'vitest';
import { isInSpan, spanName, VolumeSpan } from '#shared/volume/volumeSpan.ts';

const issue = (serial: number, date: string, series: 'regular' | 'supplement' = 'regular') => ({
  number: { series, year: 2024, serial },
  date,
});

test('a span is named as a person would name it', () => {
  expect(spanName({ kind: 'year', year: 2024 })).toBe('2024年');
  expect(spanName({ kind: 'half', year: 2024, half: 2 })).toBe('2024年下半年');
  expect(spanName({ kind: 'issues', year: 2024, first: 1, last: 12 })).toBe('2024年第1—12期');
  expect(spanName({ kind: 'issues', year: 2024, first: 7, last: 7 })).toBe('2024年第7期');
});

test('half a year goes by the date, numbers by the regular series, and a year by the number', () => {
  const half = { kind: 'half', year: 2024, half: 1 } as const;
  expect(isInSpan(half, issue(6, '2024-06-30'))).toBe(true);
  expect(isInSpan(half, issue(7, '2024-07-01'))).toBe(false);
  expect(isInSpan(half, issue(1, '2024-03-01', 'supplement'))).toBe(true);
  const numbers = { kind: 'issues', year: 2024, first: 2, last: 3 } as const;
  expect([1, 2, 3, 4].map((serial) => isInSpan(numbers, issue(serial, '2024-01-01')))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isInSpan(numbers, issue(2, '2024-01-01', 'supplement'))).toBe(false);
  // The last number of a year may come out in the next one.
  expect(isInSpan({ kind: 'year', year: 2024 }, issue(12, '2025-01-03'))).toBe(true);
  expect(isInSpan({ kind: 'year', year: 2025 }, issue(12, '2025-01-03'))).toBe(false);
});

test('a span that ends before it begins is none', () => {
  expect(VolumeSpan.safeParse({ kind: 'issues', year: 2024, first: 3, last: 2 }).success).toBe(false);
});
