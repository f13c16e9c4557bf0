import { expect, test } from 'vitest';
import { mediaText } from '#office/handover/mediaText.ts';

test('media of one package stand each once; of many the first ones and their number, in a line that is not too long', () => {
  expect(mediaText(['光盘01'])).toBe('光盘01');
  expect(mediaText(['光盘01', '光盘02', '光盘01'])).toBe('光盘01、光盘02');
  const many = Array.from({ length: 40 }, (_, index) => `光盘${index + 1}`);
  const text = mediaText(many);
  expect(text).toMatch(/^光盘1、光盘2、.*等40个介质$/);
  expect(text.length).toBeLessThanOrEqual(100);
  const long = '介'.repeat(100);
  expect(mediaText([long])).toBe(long);
  expect(mediaText([long, '光盘02'])).toBe(`${long}等2个介质`);
});
