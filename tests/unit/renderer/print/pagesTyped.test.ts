import { expect, test } from 'vitest';
import { pageRanges } from '#shared/contract/printCommands.ts';
import { readPagesTyped } from '../../../../renderer/screens/print/pagesTyped.ts';

test.each([
  ['', undefined, 14],
  ['  ', undefined, 14],
  ['3', '3', 1],
  ['1-4,7', '1-4,7', 5],
  ['１－４，７', '1-4,7', 5],
  ['第1页至第4页、7', '1-4,7', 5],
  ['1—2; 14', '1-2,14', 3],
])('“%s” of fourteen pages', (typed, ranges, count) => {
  expect(readPagesTyped(typed, 14)).toEqual({ ranges, count });
});

test.each(['0', '15', '4-1', '1-15', '1,,2', '1-', '一', '1-2-3', '2,1-3', '3,3', '-1', '1.5'])(
  '“%s” is no pages of fourteen',
  (typed) => {
    expect(readPagesTyped(typed, 14)).toBe('wrong');
  },
);

test('more pages than the contract takes at once are told apart from wrong ones', () => {
  const every = (last: number) => Array.from({ length: last / 2 }, (_, index) => 2 * index + 1).join(',');
  const fitting = every(126);
  expect(pageRanges.safeParse(fitting).success).toBe(true);
  expect(readPagesTyped(fitting, 300)).toEqual({ ranges: fitting, count: 63 });
  const tooLong = every(130);
  expect(pageRanges.safeParse(tooLong).success).toBe(false);
  expect(readPagesTyped(tooLong, 300)).toBe('tooLong');
  expect(readPagesTyped(tooLong, 100)).toBe('wrong');
});
