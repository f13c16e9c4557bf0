import { randomBytes } from 'node:crypto';

/**
 * Shamir's sharing of a secret among three, of whom any two find it again and any one knows nothing (A. Shamir, How to
 * Share a Secret, 1979): byte by byte over GF(256) with the polynomial of FIPS 197, x⁸ + x⁴ + x³ + x + 1. A share is the
 * value of s + a·x at its place x, where s is a byte of the secret and a is chance.
 */
export interface SecretShare {
  /** Where the line is read: 1, 2 or 3. At 0 stands the secret. */
  readonly place: number;
  readonly values: Uint8Array;
}

export const sharePlaces = [1, 2, 3] as const;

/** Three shares; `slopes` is chance of the secret's length, given only by tests. */
export function splitSecret(
  secret: Uint8Array,
  slopes: Uint8Array = randomBytes(secret.length),
): readonly SecretShare[] {
  if (slopes.length !== secret.length) throw new TypeError('a slope is needed for each byte of the secret');
  return sharePlaces.map((place) => ({
    place,
    values: secret.map((byte, index) => byte ^ multiply(slopes[index] ?? 0, place)),
  }));
}

/** The secret that two shares at different places lie on; of any two shares that do not belong together, something else. */
export function joinShares(first: SecretShare, second: SecretShare): Uint8Array {
  const places: readonly number[] = sharePlaces;
  if (!places.includes(first.place) || !places.includes(second.place)) throw new TypeError('no place of a share');
  if (first.place === second.place) throw new TypeError('one share twice says nothing');
  if (first.values.length !== second.values.length) throw new TypeError('shares of one secret have one length');
  const divisor = inverse(first.place ^ second.place);
  return first.values.map((value, index) => {
    const slope = multiply(value ^ (second.values[index] ?? 0), divisor);
    return value ^ multiply(slope, first.place);
  });
}

/** The product in GF(256). Always eight rounds and no table, so that the time says nothing of the bytes. */
export function multiply(left: number, right: number): number {
  let product = 0;
  let shifted = left;
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= shifted & -((right >> bit) & 1);
    shifted = ((shifted << 1) ^ (0x11b & -((shifted >> 7) & 1))) & 0xff;
  }
  return product;
}

/** What gives 1 when multiplied: the 254th power, as all 255 others repeat. */
export function inverse(value: number): number {
  if (value === 0) throw new TypeError('nothing times 0 is 1');
  let result = 1;
  for (let power = 0; power < 254; power += 1) result = multiply(result, value);
  return result;
}
