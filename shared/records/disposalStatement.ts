import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';

/** What each of the two people declares who dispose of records: which ones by what they were, why, and as what. */
export const DisposalStatement = z.strictObject({
  as: z.enum(['proposer', 'approver', 'refuser']),
  disposal: z.string().min(1),
  reason: z.string(),
  items: z.array(z.strictObject({ recordNumber: z.string().min(1), hash })).min(1),
  person: z.string().min(1),
  publicKey,
  at: z.iso.datetime({ offset: true }),
});
export type DisposalStatement = z.infer<typeof DisposalStatement>;

export const SignedDisposal = DisposalStatement.extend({ signature });
export type SignedDisposal = z.infer<typeof SignedDisposal>;

const purpose = 'neikan-record-disposal';

/** `privateKey` is 32 bytes as hex. */
export function signDisposal(statement: DisposalStatement, privateKey: string): SignedDisposal {
  return signWords(purpose, statement, privateKey);
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyDisposal(statement: SignedDisposal): boolean {
  return verifyWords(purpose, statement);
}
