import { expect, test } from 'vitest';
import { titleInOneLine } from '#shared/issue/article.ts';

test('a title broken inside a phrase joins without a blank', () => {
  expect(titleInOneLine(['云溪县三项举措', '推进河湖整治'])).toBe('云溪县三项举措推进河湖整治');
});

test('a title whose line sets phrases apart by blanks joins with one', () => {
  expect(titleInOneLine(['守正创新 服务基层', '云溪县'])).toBe('守正创新 服务基层 云溪县');
});

test('two Latin words do not grow together', () => {
  expect(titleInOneLine(['推广 APP', 'Plus 服务'])).toBe('推广 APP Plus 服务');
});

test('no title is an empty line', () => {
  expect(titleInOneLine([])).toBe('');
});
