import { expect, test } from 'vitest';
import { blockAt, blockPlaces, type PrintedLine } from '../../../renderer/preview/blockPlaces.ts';

const line = (page: number, top: number, text: string): PrintedLine => ({ page, top, text });

const print = [
  line(1, 100, '渡船诊室开到'),
  line(1, 130, '村口'),
  line(1, 200, '  船到哪里，诊室就开到哪里，药也带'),
  line(1, 900, '— 1 —'),
  line(2, 100, '到哪里。'),
  line(2, 130, '船到哪里，诊室就停到哪里。'),
  line(2, 160, '（青岚市卫健委）'),
];
const texts = [
  '渡船诊室开到村口',
  '船到哪里，诊室就开到哪里，药也带到哪里。',
  '船到哪里，诊室就停到哪里。',
  '（青岚市卫健委）',
];

test('texts are found where they begin, over line ends, page ends and blanks', () => {
  expect(blockPlaces(print, texts)).toEqual([
    { page: 1, top: 100 },
    { page: 1, top: 200 },
    { page: 2, top: 130 },
    { page: 2, top: 160 },
  ]);
});

test('a text that is not in print, or is empty, has no place and loses none of the others theirs', () => {
  const [first, , second, source] = texts as [string, string, string, string];
  expect(blockPlaces(print, [first, '还没有排印的一段', '', second, source]).map((place) => place?.top)).toEqual([
    100,
    undefined,
    undefined,
    130,
    160,
  ]);
});

test('equal texts are told apart by their order', () => {
  const twice = [line(1, 10, '同上。'), line(1, 20, '同上。')];
  expect(blockPlaces(twice, ['同上。', '同上。', '同上。'])).toEqual([
    { page: 1, top: 10 },
    { page: 1, top: 20 },
    undefined,
  ]);
});

test('a click finds the text it falls into', () => {
  const places = blockPlaces(print, texts);
  expect(blockAt(places, { page: 1, top: 50 })).toBe(0);
  expect(blockAt(places, { page: 1, top: 950 })).toBe(1);
  expect(blockAt(places, { page: 2, top: 110 })).toBe(1);
  expect(blockAt(places, { page: 2, top: 140 })).toBe(2);
  expect(blockAt(places, { page: 3, top: 0 })).toBe(3);
});
