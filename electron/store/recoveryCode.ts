import { createHash, randomBytes } from 'node:crypto';
import { joinShares, type SecretShare, splitSecret } from './secretSharing.ts';

/** Crockford's base32: no I, L, O, U, so that a printed code is read back without doubt. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 144 bits of chance and 16 of checksum: 32 characters, eight groups of four. */
const randomLength = 18;
const checksumLength = 2;
const codeLength = ((randomLength + checksumLength) * 8) / 5;
/** Its place, the mark of its set, its part of the chance and a checksum: 40 characters, ten groups of four. */
const setLength = 3;
const shareChecksumLength = 3;
const shareLength = ((1 + setLength + randomLength + shareChecksumLength) * 8) / 5;

/** A new code to print, `XXXX-XXXX-…` in eight groups. */
export function makeRecoveryCode(): string {
  return printed(codeOf(randomBytes(randomLength)));
}

/**
 * The one form of a code as somebody typed it: letter case, blanks, dashes, full-width forms, O for 0 and I or L for 1
 * do not matter. Undefined when it cannot be a code: a slip of one character never passes the alphabet, the length and
 * the checksum together by more than a chance of 1 in 65,536.
 */
export function readRecoveryCode(typed: string): string | undefined {
  const text = plain(typed);
  return chanceOf(text) === undefined ? undefined : text;
}

/**
 * Three papers instead of one, each `XXXX-XXXX-…` in ten groups: any two of them open what the code opens, any one says
 * nothing of it. They bear the mark of their set, which is chance, so that papers of two sets are told apart.
 */
export function makeRecoveryShares(code: string): readonly string[] {
  const chance = chanceOf(plain(code));
  if (!chance) throw new TypeError('no recovery code');
  const set = randomBytes(setLength);
  return splitSecret(chance).map(({ place, values }) => {
    const body = Buffer.concat([Buffer.of(place), set, values]);
    return printed(textOf(Buffer.concat([body, checksumOf(body, shareChecksumLength)])));
  });
}

/** The code that was typed, or the one that two shares typed one after the other come from; undefined as above. */
export function readRecoverySecret(typed: string): string | undefined {
  const text = plain(typed);
  if (text.length !== 2 * shareLength) return readRecoveryCode(typed);
  const first = shareOf(text.slice(0, shareLength));
  const second = shareOf(text.slice(shareLength));
  if (!first || !second || first.set !== second.set || first.place === second.place) return undefined;
  return codeOf(Buffer.from(joinShares(first, second)));
}

/** The place of a share as it was typed, 1 to 3, and its set; undefined where it cannot be one. */
export function readRecoveryShare(typed: string): { readonly place: number; readonly set: string } | undefined {
  const share = shareOf(plain(typed));
  return share && { place: share.place, set: share.set };
}

function shareOf(text: string): (SecretShare & { readonly set: string }) | undefined {
  if (text.length !== shareLength) return undefined;
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  const body = bytes.subarray(0, bytes.length - shareChecksumLength);
  if (!checksumOf(body, shareChecksumLength).equals(bytes.subarray(body.length))) return undefined;
  const place = body[0] ?? 0;
  if (place < 1 || place > 3) return undefined;
  const set = body.subarray(1, 1 + setLength).toString('hex');
  return { place, set, values: new Uint8Array(body.subarray(1 + setLength)) };
}

function codeOf(chance: Buffer): string {
  return textOf(Buffer.concat([chance, checksumOf(chance, checksumLength)]));
}

function chanceOf(text: string): Buffer | undefined {
  if (text.length !== codeLength) return undefined;
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  const chance = bytes.subarray(0, randomLength);
  return checksumOf(chance, checksumLength).equals(bytes.subarray(randomLength)) ? chance : undefined;
}

function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

function printed(text: string): string {
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** Five bits a character; the bytes are a multiple of five. */
function textOf(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let place = (bytes.length * 8) / 5 - 1; place >= 0; place -= 1) {
    text += alphabet.charAt(Number((bits >> BigInt(place * 5)) & 31n));
  }
  return text;
}

function bytesOf(text: string): Buffer | undefined {
  let bits = 0n;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  return Buffer.from(bits.toString(16).padStart((text.length * 5) / 4, '0'), 'hex');
}

function checksumOf(bytes: Buffer, length: number): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, length);
}
