import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O, U, so that a printed code is read back without doubt. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 144 bits of chance and 16 of checksum: 32 characters, eight groups of four. */
const randomLength = 18;
const checksumLength = 2;
const codeLength = ((randomLength + checksumLength) * 8) / 5;

/** A new code to print, `XXXX-XXXX-…` in eight groups. */
export function makeRecoveryCode(): string {
  const chance = randomBytes(randomLength);
  const bytes = Buffer.concat([chance, checksumOf(chance)]);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let place = codeLength - 1; place >= 0; place -= 1) {
    text += alphabet.charAt(Number((bits >> BigInt(place * 5)) & 31n));
  }
  return (text.match(/.{4}/g) ?? []).join('-');
}

/**
 * The one form of a code as somebody typed it: letter case, blanks, dashes, full-width forms, O for 0 and I or L for 1
 * do not matter. Undefined when it cannot be a code: a slip of one character never passes the alphabet, the length and
 * the checksum together by more than a chance of 1 in 65,536.
 */
export function readRecoveryCode(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (text.length !== codeLength) return undefined;
  let bits = 0n;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  const bytes = Buffer.from(bits.toString(16).padStart((codeLength * 5) / 4, '0'), 'hex');
  const chance = bytes.subarray(0, randomLength);
  return checksumOf(chance).equals(bytes.subarray(randomLength)) ? text : undefined;
}

function checksumOf(chance: Buffer): Buffer {
  return createHash('sha256').update(chance).digest().subarray(0, checksumLength);
}
