import { expect, test } from 'vitest';
import { sizeText } from '../../../renderer/strings/saveDialog.ts';

test.each([
  [0, '0字节'],
  [999, '999字节'],
  [1000, '1 KB'],
  [62_240, '62.2 KB'],
  [177_400, '177 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [30_000_000, '30 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
