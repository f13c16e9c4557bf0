import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMarks, marksOfSpan } from '#shared/search/queryDates.ts';

const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a day is found by the marks of a span exactly where it lies inside', () => {
  fc.assert(
    fc.property(day, day, day, (one, other, tried) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const marks = marksOfSpan({ from, to });
      const isFound = dayMarks(tried).some((mark) => marks.includes(mark));
      expect(isFound).toBe(tried >= from && tried <= to);
      for (const edge of [from, to]) expect(dayMarks(edge).some((mark) => marks.includes(mark))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['2026-05-01', '2026-05-31', ['202605']],
  ['2026-01-01', '2026-12-31', ['2026']],
  ['2020-01-01', '2029-12-31', ['202']],
  ['2026-05-30', '2026-06-02', ['20260530', '20260531', '20260601', '20260602']],
])('%s to %s are few marks', (from, to, marks) => {
  expect(marksOfSpan({ from, to })).toEqual(marks);
});
