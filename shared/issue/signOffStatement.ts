import { z } from 'zod';
import { SignedDelegation } from './delegationStatement.ts';
import { hash } from './hash.ts';
import { signOffSteps } from './issueDocument.ts';
import { signWords, verifyWords } from './signedWords.ts';

/**
 * 纸质签批: what stands on the paper. Whoever answers for it signs with the own key, as the one who recorded it or the one
 * who compared it; the person whose name is on the paper has signed nothing here.
 */
export const PaperStatement = z.strictObject({
  as: z.enum(['recorder', 'confirmer']),
  signer: z.string().min(1),
  /** YYYY-MM-DD as on the paper. */
  signedOn: z.iso.date(),
  /** SM3 of the scan. */
  scan: hash,
  contentHash: hash,
});

/** What one person declares by signing: who, in which step, when, with which opinion, and the hash of what was seen. */
export const SignOffStatement = z.strictObject({
  step: z.enum(signOffSteps),
  person: z.string().min(1),
  /** Uncompressed SM2 point, hex, 04 first. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  at: z.iso.datetime({ offset: true }),
  opinion: z.string().min(1).optional(),
  /** `contentHash` for the steps before 签发, `issueHash` for 签发. */
  hash,
  /** Which station of the flow, counted from 0, and the flow itself by `flowHash`; a signature given before there were flows has neither. */
  station: z.int().min(0).max(5).optional(),
  flow: hash.optional(),
  /** 受…委托: by whose leave the person signs in whose place; a signature in the own right has none. */
  onBehalfOf: SignedDelegation.optional(),
  /** Present where the key is not that of the person who passed the issue, but of one who answers for a paper. */
  paper: PaperStatement.optional(),
});
export type SignOffStatement = z.infer<typeof SignOffStatement>;

export const SignedStatement = SignOffStatement.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/) });
export type SignedStatement = z.infer<typeof SignedStatement>;

const purpose = 'neikan-sign-off';

/** Signs with SM2 over SM3 (GB/T 32918.2-2016, default user id); `privateKey` is 32 bytes as hex. */
export function signStatement(statement: SignOffStatement, privateKey: string): SignedStatement {
  return signWords(purpose, statement, privateKey);
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyStatement(statement: SignedStatement): boolean {
  return verifyWords(purpose, statement);
}
