import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  makeRecoveryCode,
  makeRecoveryShares,
  readRecoveryCode,
  readRecoverySecret,
  readRecoveryShare,
} from '#store/recoveryCode.ts';
import { inverse, joinShares, multiply, splitSecret } from '#store/secretSharing.ts';

test('products and inverses are those of FIPS 197', () => {
  // FIPS 197 §4.2 and §4.2.1.
  expect(multiply(0x57, 0x83)).toBe(0xc1);
  expect(multiply(0x57, 0x13)).toBe(0xfe);
  expect([0x02, 0x04, 0x08, 0x10].map((right) => multiply(0x57, right))).toEqual([0xae, 0x47, 0x8e, 0x07]);
  expect(inverse(0x53)).toBe(0xca);
  for (let value = 1; value < 256; value += 1) expect(multiply(value, inverse(value)), String(value)).toBe(1);
  expect(() => inverse(0)).toThrow();
});

test('GF(256) is a field: products commute, associate, distribute over sums, and 0 has no partner', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (a, b, c) => {
      expect(multiply(a, b)).toBe(multiply(b, a));
      expect(multiply(multiply(a, b), c)).toBe(multiply(a, multiply(b, c)));
      expect(multiply(a, b ^ c)).toBe(multiply(a, b) ^ multiply(a, c));
      expect(multiply(a, 1)).toBe(a);
      expect(multiply(a, b) === 0).toBe(a === 0 || b === 0);
    }),
  );
});

test('a secret with known chance gives these shares', () => {
  // s = 2a, a = 57: s+a, s+2a, s+3a with 2·57 = ae and 3·57 = f9; s = 00 gives the chance itself.
  const shares = splitSecret(Uint8Array.of(0x2a, 0x00, 0xff), Uint8Array.of(0x57, 0x01, 0x00));
  expect(shares.map(({ place, values }) => [place, ...values])).toEqual([
    [1, 0x7d, 0x01, 0xff],
    [2, 0x84, 0x02, 0xff],
    [3, 0xd3, 0x03, 0xff],
  ]);
});

test('any two of three shares give the secret, in either order', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (secret) => {
      const shares = splitSecret(secret);
      for (const first of shares) {
        for (const second of shares) {
          if (first.place === second.place) expect(() => joinShares(first, second)).toThrow();
          else expect(joinShares(first, second)).toEqual(secret);
        }
      }
    }),
  );
});

test('any one share says nothing: whatever it shows, each of the 256 secrets is behind it for exactly one chance', () => {
  for (const place of [1, 2, 3]) {
    for (let secret = 0; secret < 256; secret += 1) {
      const shown = new Set<number>();
      for (let slope = 0; slope < 256; slope += 1) {
        const share = splitSecret(Uint8Array.of(secret), Uint8Array.of(slope))[place - 1];
        shown.add(share?.values[0] ?? -1);
      }
      expect(shown.size).toBe(256);
    }
  }
});

test('shares of two secrets, or of other lengths and places, give no secret of either', () => {
  const [first, second] = [randomBytes(18), randomBytes(18)].map((secret) => new Uint8Array(secret));
  if (!first || !second) throw new Error('two secrets');
  const [one] = splitSecret(first);
  const [, two] = splitSecret(second);
  if (!one || !two) throw new Error('two shares');
  const mixed = joinShares(one, two);
  expect(mixed).not.toEqual(first);
  expect(mixed).not.toEqual(second);
  expect(() => joinShares(one, { place: 2, values: new Uint8Array(3) })).toThrow();
  expect(() => joinShares(one, { place: 0, values: one.values })).toThrow();
});

test('printed shares read back however they are typed, in any pair and order; slips, one share and two sets do not', () => {
  const code = makeRecoveryCode();
  const shares = makeRecoveryShares(code);
  const [a = '', b = '', c = ''] = shares;
  expect(shares).toHaveLength(3);
  for (const share of shares) expect(share).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(shares.map((share) => readRecoveryShare(share)?.place)).toEqual([1, 2, 3]);
  const plain = readRecoveryCode(code);
  for (const pair of [
    [a, b],
    [b, a],
    [a, c],
    [c, b],
  ])
    expect(readRecoverySecret(pair.join(' '))).toBe(plain);
  const typed = ` ${a.toLowerCase().replaceAll('-', '－')}　${b} `.replaceAll('0', 'o').replaceAll('1', 'l');
  expect(readRecoverySecret(typed)).toBe(plain);
  expect(readRecoverySecret(code)).toBe(plain);
  expect(readRecoverySecret(a)).toBeUndefined();
  expect(readRecoverySecret(`${a} ${a}`)).toBeUndefined();
  const [, other = ''] = makeRecoveryShares(code);
  expect(readRecoverySecret(`${a} ${other}`)).toBeUndefined();
  for (let place = 0; place < a.length; place += 1) {
    if (a[place] === '-') continue;
    const slip = `${a.slice(0, place)}${a[place] === '7' ? '8' : '7'}${a.slice(place + 1)}`;
    expect(readRecoveryShare(slip), String(place)).toBeUndefined();
  }
});
