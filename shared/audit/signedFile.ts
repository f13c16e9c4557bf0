import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';

/** Who signs a file of the audit, and with which key. */
export const AuditSigner = z.strictObject({
  personId: z.string().min(1),
  name: z.string().min(1),
  /** Uncompressed SM2 point, hex, 04 first. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
});
export type AuditSigner = z.infer<typeof AuditSigner>;

export const signature = z.string().regex(/^[0-9a-f]{128}$/);

/** A file of the audit as it is signed: `format` says what it is, and enters the signed bytes with all the rest. */
export interface Signable {
  readonly format: string;
  readonly by: AuditSigner;
  readonly [member: string]: Json | undefined;
}

/** Signs with SM2 over SM3 (GB/T 32918.2-2016, default user id); `privateKey` is 32 bytes as hex. */
export function signFile<Body extends Signable>(body: Body, privateKey: string): Body & { readonly signature: string } {
  const options = { hash: true, publicKey: body.by.publicKey };
  return { ...body, signature: sm2.doSignature(canonicalJson(body), privateKey, options) };
}

/** Whether the signature was made over all the rest of the file with the key it names; not whose key that is. */
export function isSigned({ signature: given, ...body }: Signable & { readonly signature: string }): boolean {
  try {
    return sm2.doVerifySignature(canonicalJson(body), given, body.by.publicKey, { hash: true });
  } catch {
    return false;
  }
}
