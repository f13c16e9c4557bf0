import { expect, test } from 'vitest';
import { momentLine } from '#shared/layout/momentLine.ts';

test('a moment is written for people, in the zone of the reader', () => {
  const local = new Date(2026, 2, 5, 4, 7, 59);
  expect(momentLine(local.toISOString())).toBe('2026年3月5日 04:07');
});
