import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';

/**
 * 定密审批: what one person declares about a record of a marking, over the whole decision and the text it is about: who
 * proposes it, and who approves it. Where the approver has approved on paper the two who answer for it declare it, as the
 * one who recorded it and the one who compared it; the names and the scan stand in the decision.
 */
export const MarkingConsent = z.strictObject({
  as: z.enum(['proposer', 'approver', 'recorder', 'confirmer']),
  outcome: z.enum(['proposed', 'approved', 'refused']),
  person: z.string().min(1),
  publicKey,
  at: z.iso.datetime({ offset: true }),
  reason: z.string().min(1).optional(),
  subject: z.enum(['article', 'issue']),
  subjectId: z.string().min(1),
  decision: MarkingDecision,
  /** SM3 of what was marked: the contentHash of an issue, or the canonical content of an article. */
  text: hash,
  /** Of an answer: SM3 of the proposer's or recorder's signed declaration, as it is stored; records from before have none. */
  proposal: hash.optional(),
});
export type MarkingConsent = z.infer<typeof MarkingConsent>;

export const SignedConsent = MarkingConsent.extend({ signature });
export type SignedConsent = z.infer<typeof SignedConsent>;

const purpose = 'neikan-marking-consent';

/** Signs as sign-offs are; `privateKey` is 32 bytes as hex. */
export function signConsent(statement: MarkingConsent, privateKey: string): SignedConsent {
  return signWords(purpose, statement, privateKey);
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyConsent(statement: SignedConsent): boolean {
  return verifyWords(purpose, statement);
}
