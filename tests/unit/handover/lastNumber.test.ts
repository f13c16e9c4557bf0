import { expect, test } from 'vitest';
import { joinedNumbers } from '#shared/handover/lastNumber.ts';

test('of two lists of last numbers the highest of each series and year counts, and the highest running number', () => {
  const joined = joinedNumbers(
    [
      { series: 'regular', year: 2025, serial: 12 },
      { series: 'regular', year: 2026, serial: 7, running: 130 },
    ],
    [
      { series: 'regular', year: 2026, serial: 5, running: 131 },
      { series: 'supplement', year: 2026, serial: 1 },
    ],
  );
  expect(joined).toEqual([
    { series: 'regular', year: 2025, serial: 12 },
    { series: 'regular', year: 2026, serial: 7, running: 131 },
    { series: 'supplement', year: 2026, serial: 1 },
  ]);
  expect(joinedNumbers([], [])).toEqual([]);
});
