import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson } from './canonicalJson.ts';

/**
 * 委托: what one person declares by letting another act in the own place. It stands in every signature that is given by
 * it, so that the signature can be proved from the files alone.
 */
const DelegationStatement = z.strictObject({
  /** In whose place, and with which key: an uncompressed SM2 point, hex, 04 first. */
  principal: z.string().min(1),
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  delegate: z.string().min(1),
  /** From this moment on, and no longer at that one. */
  begins: z.iso.datetime({ offset: true }),
  ends: z.iso.datetime({ offset: true }),
  includesRelease: z.boolean(),
  /** The publications by the office's own numbers. */
  publications: z.array(z.string().min(1)).min(1),
});
type DelegationStatement = z.infer<typeof DelegationStatement>;

export const SignedDelegation = DelegationStatement.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/) });
export type SignedDelegation = z.infer<typeof SignedDelegation>;

function signedBytes(statement: DelegationStatement): string {
  return canonicalJson({ purpose: 'neikan-delegation', version: 1, ...statement });
}

/** Signs with SM2 over SM3, as sign-offs are; `privateKey` is 32 bytes as hex. */
export function signDelegation(statement: DelegationStatement, privateKey: string): SignedDelegation {
  const options = { hash: true, publicKey: statement.publicKey };
  return { ...statement, signature: sm2.doSignature(signedBytes(statement), privateKey, options) };
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyDelegation({ signature, ...statement }: SignedDelegation): boolean {
  try {
    return sm2.doVerifySignature(signedBytes(statement), signature, statement.publicKey, { hash: true });
  } catch {
    // A point that is not on the curve throws; to the person asking it is a signature that does not hold.
    return false;
  }
}
