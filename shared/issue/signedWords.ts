import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson, type Json } from './canonicalJson.ts';

/** Uncompressed SM2 point, hex, 04 first. */
export const publicKey = z.string().regex(/^04[0-9a-f]{128}$/);
export const signature = z.string().regex(/^[0-9a-f]{128}$/);

/** What a person declares with the key named in it; plain data. */
interface Words {
  readonly publicKey: string;
}

/** The purpose stands in the signed bytes, so that a signature given here means nothing anywhere else. */
function signedBytes(purpose: string, words: Words): string {
  return canonicalJson({ purpose, version: 1, ...words } as Json);
}

/** Signs with SM2 over SM3 (GB/T 32918.2-2016, default user id); `privateKey` is 32 bytes as hex. */
export function signWords<Given extends Words>(
  purpose: string,
  words: Given,
  privateKey: string,
): Given & { readonly signature: string } {
  const options = { hash: true, publicKey: words.publicKey };
  return { ...words, signature: sm2.doSignature(signedBytes(purpose, words), privateKey, options) };
}

/** Whether the signature was made over these words, for this purpose, with the key they name; not whose key that is. */
export function verifyWords(
  purpose: string,
  { signature: given, ...words }: Words & { readonly signature: string },
): boolean {
  try {
    return sm2.doVerifySignature(signedBytes(purpose, words), given, words.publicKey, { hash: true });
  } catch {
    // A point that is not on the curve throws; to the person asking it is a signature that does not hold.
    return false;
  }
}
