import { expect, test } from 'vitest';
import { createPinyinOrder } from '#shared/volume/pinyinOrder.ts';

const sorted = (reading: 'words' | 'names', ...texts: readonly string[]) =>
  texts.toSorted(createPinyinOrder(reading).compare);

test('texts stand by their syllables and tones, shorter ones first', () => {
  expect(sorted('words', '团宁波市委', '团杭州市委', '团杭州市', '安吉县', '团县委')).toEqual([
    '安吉县',
    '团杭州市',
    '团杭州市委',
    '团宁波市委',
    '团县委',
  ]);
  expect(sorted('words', '重庆市', '长沙市', '成都市')).toEqual(['长沙市', '成都市', '重庆市']);
});

test('a surname is read as one', () => {
  const { letter } = createPinyinOrder('names');
  expect([letter('单明'), letter('解放'), letter('曾国'), letter('Smith'), letter('3组')]).toEqual([
    'S',
    'X',
    'Z',
    'S',
    '#',
  ]);
});

test('those who sound alike stand apart by their characters, always in one order', () => {
  const names = ['李伟', '李炜', '里伟', '李维'];
  expect(sorted('names', ...names)).toEqual(sorted('names', ...names.toReversed()));
});
