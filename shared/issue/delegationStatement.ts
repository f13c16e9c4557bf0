import { z } from 'zod';
import { signWords, verifyWords } from './signedWords.ts';

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

const purpose = 'neikan-delegation';

/** Signs as sign-offs are; `privateKey` is 32 bytes as hex. */
export function signDelegation(statement: DelegationStatement, privateKey: string): SignedDelegation {
  return signWords(purpose, statement, privateKey);
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyDelegation(statement: SignedDelegation): boolean {
  return verifyWords(purpose, statement);
}
