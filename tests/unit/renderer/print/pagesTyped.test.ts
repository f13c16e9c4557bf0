import { expect, test } from 'vitest';
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
    expect(readPagesTyped(typed, 14)).toBeUndefined();
  },
);
