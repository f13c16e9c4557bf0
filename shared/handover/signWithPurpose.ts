import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';

/** An uncompressed SM2 point, hex, 04 first. */
export const publicKey = z.string().regex(/^04[0-9a-f]{128}$/);
export const signature = z.string().regex(/^[0-9a-f]{128}$/);

/** What is signed begins with what it is for: a signature given for one thing means nothing for another. */
type Purpose =
  | 'neikan-machine'
  | 'neikan-machine-revocation'
  | 'neikan-handover'
  | 'neikan-leg'
  | 'neikan-numbering-machine'
  | 'neikan-granted-machine';
type Members = { readonly [key: string]: Json | undefined };

export interface SigningKey {
  readonly publicKey: string;
  /** 32 bytes as hex. */
  readonly privateKey: string;
}

/** SM2 over SM3 (GB/T 32918.2-2016, default user id). */
export function signWithPurpose(purpose: Purpose, statement: Members, key: SigningKey): string {
  const options = { hash: true, publicKey: key.publicKey };
  return sm2.doSignature(canonicalJson({ purpose, ...statement }), key.privateKey, options);
}

/** Whether `given` was made over this statement with this key; not whose key that is. */
export function holdsForPurpose(purpose: Purpose, statement: Members, given: string, key: string): boolean {
  try {
    return sm2.doVerifySignature(canonicalJson({ purpose, ...statement }), given, key, { hash: true });
  } catch {
    // A point that is not on the curve throws.
    return false;
  }
}
