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

test('a short text that is not printed yet takes nothing of the texts behind it', () => {
  const later = [line(1, 10, '好。'), line(1, 20, '船到村口，好。'), line(1, 30, '好。'), line(1, 40, '船到渡口。')];
  // The first of the short ones was typed after the printing; so was the title, which is in a paragraph as well.
  expect(blockPlaces(later, ['村口', '船到', '好。', '船到村口，好。', '好。', '船到渡口。'])).toEqual([
    undefined,
    undefined,
    { page: 1, top: 10 },
    { page: 1, top: 20 },
    { page: 1, top: 30 },
    { page: 1, top: 40 },
  ]);
});

test('short paragraphs that come again and again stay between their neighbours', () => {
  const long = (name: string) => `${name}的渡船每天来回四趟，药箱和账本都放在船头的柜子里。`;
  const printed = [long('东岸'), '如期。', long('西岸'), '如期。', '如期。', long('北岸')];
  const lines = printed.map((text, index) => line(1, 10 * index, text));
  expect(blockPlaces(lines, printed).map((place) => place?.top)).toEqual([0, 10, 20, 30, 40, 50]);
  // One more between the last two long ones was typed since: it has no place, and none of the others moves.
  const typed = [long('东岸'), '如期。', long('西岸'), '如期。', '如期。', '如期。', long('北岸')];
  expect(blockPlaces(lines, typed).map((place) => place?.top)).toEqual([0, 10, 20, 30, 40, undefined, 50]);
  // Without the first one the second keeps its place.
  const cut = [long('东岸'), long('西岸'), '如期。', '如期。', long('北岸')];
  expect(blockPlaces(lines, cut).map((place) => place?.top)).toEqual([0, 20, 30, 40, 50]);
});

test('of texts that begin alike, one that has changed since is found by its beginning where the others leave room', () => {
  const same = '为把沿江各村的渡船管好用好，让收工的人不摸黑上岸，';
  const lines = [`${same}东岸先装了灯。`, `${same}西岸跟着装了灯，又添了一条缆绳。`].map((text, index) =>
    line(1, 10 * index, text),
  );
  const texts = [`${same}东岸先装了灯。`, `${same}西岸跟着装了灯，又添了两条缆绳和一个柜子。`];
  expect(blockPlaces(lines, texts).map((place) => place?.top)).toEqual([0, 10]);
});

test('a list is found behind the sign of its first item', () => {
  const lines = [line(1, 10, '做法：'), line(1, 20, '①装灯'), line(1, 30, '②修船')];
  expect(blockPlaces(lines, ['做法：', '装灯']).map((place) => place?.top)).toEqual([10, 20]);
});

test('a click finds the text it falls into', () => {
  const places = blockPlaces(print, texts);
  expect(blockAt(places, { page: 1, top: 50 })).toBe(0);
  expect(blockAt(places, { page: 1, top: 950 })).toBe(1);
  expect(blockAt(places, { page: 2, top: 110 })).toBe(1);
  expect(blockAt(places, { page: 2, top: 140 })).toBe(2);
  expect(blockAt(places, { page: 3, top: 0 })).toBe(3);
});
