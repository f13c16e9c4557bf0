import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeBase64 } from '#shared/issue/decodeBase64.ts';

test('bytes of every length come back, padded or not', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = randomBytes(length);
    const text = bytes.toString('base64');
    expect(Buffer.from(decodeBase64(text))).toEqual(bytes);
    expect(Buffer.from(decodeBase64(text.replaceAll('=', '')))).toEqual(bytes);
  }
});
