import { randomBytes } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { opensslSm3, sm3Hex, wasmSm3 } from '#store/sm3Hex.ts';

test('SM3 is the same by OpenSSL, in WebAssembly and by another library, short and long, with and without a hash before', () => {
  expect(sm3Hex('', 'abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'); // GB/T 32905-2016, A.1
  expect(opensslSm3).toBeDefined();
  for (const before of ['', randomBytes(32).toString('hex')]) {
    for (const text of ['', '一行', '稿'.repeat(2719), '稿'.repeat(2720), '𠀀稿a'.repeat(5000)]) {
      const bytes = Buffer.concat([Buffer.from(before, 'hex'), Buffer.from(text)]);
      for (const digest of [sm3Hex, wasmSm3, opensslSm3]) expect(digest?.(before, text)).toBe(sm3(bytes));
    }
  }
});
