import { sm3 } from 'sm-crypto-v2';

/**
 * What people compare by eye to know a key: the first 16 hex digits of the SM3 of its 65 bytes, in groups of four.
 * `publicKey` is an uncompressed SM2 point in hex.
 */
export function keyFingerprint(publicKey: string): string {
  const digest = sm3(new Uint8Array(Buffer.from(publicKey, 'hex')));
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
