import { expect, test } from 'vitest';
import { articlePlaces, type PrintedRun, wordMarks } from '../../../../renderer/preview/wordMarks.ts';

const run = (page: number, top: number, text: string): PrintedRun => ({
  page,
  top,
  text,
  left: 100,
  width: [...text].length * 20,
  height: 23,
});

const runs = [
  run(1, 100, '目录：沟渠整治'),
  run(1, 200, '沟渠整治'),
  run(1, 240, '  南坪镇清理沟'),
  run(1, 270, '渠，春灌前通水。'),
  run(1, 900, '— 1 —'),
  run(2, 100, '全镇受益，沟'),
  run(2, 900, '— 2 —'),
  run(3, 100, '渠的沟渠'),
];

test('a word is marked wherever it stands, in as many pieces as it has lines', () => {
  const marks = wordMarks(runs, ['沟渠']).map(({ page, top, left, width, word }) => [word, page, top, left, width]);
  expect(marks).toEqual([
    [0, 1, 100, 160, 40],
    [1, 1, 200, 100, 40],
    // Blanks in front take their room as well.
    [2, 1, 240, 240, 20],
    [2, 1, 270, 100, 20],
    [3, 2, 100, 200, 20],
    [3, 3, 100, 100, 20],
    [4, 3, 100, 140, 40],
  ]);
  expect(wordMarks(runs, ['整治南坪'])).toHaveLength(2);
  expect(wordMarks(runs, ['没有'])).toEqual([]);
  expect(wordMarks(runs, [])).toEqual([]);
});

test('what stands across punctuation is no word', () => {
  expect(wordMarks(runs, ['渠春灌'])).toEqual([]);
  expect(wordMarks(runs, ['渠 春灌'])).toHaveLength(1);
});

test('an article begins at its title, or where the first of its words is found', () => {
  const places = articlePlaces(runs, [
    { id: 'a', texts: ['沟渠整治', '南坪镇清理沟渠，春灌前通水。'] },
    { id: 'b', texts: ['没有印出的标题', '渠的沟渠'] },
    { id: 'c', texts: ['没有'] },
  ]);
  expect(places.get('a')).toEqual({ page: 1, top: 200 });
  expect(places.get('b')).toEqual({ page: 3, top: 100 });
  expect(places.get('c')).toBeUndefined();
});
