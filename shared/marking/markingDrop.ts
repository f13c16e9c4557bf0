import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';

/** How an approved mark goes: taken back before the issue is handed over, or lifted before its day. */
export const dropWays = ['withdrawn', 'lifted'] as const;
export type DropWay = (typeof dropWays)[number];

/** What one person declares about taking an approved mark away: who proposes it, and who answers for it. */
export const MarkingDrop = z.strictObject({
  as: z.enum(['proposer', 'approver']),
  outcome: z.enum(['proposed', 'approved', 'refused']),
  how: z.enum(dropWays),
  /** SM3 of the signed statement of the record that goes, which is the same on each machine; '' where it is from before. */
  record: z.union([hash, z.literal('')]),
  person: z.string().min(1),
  publicKey,
  at: z.iso.datetime({ offset: true }),
  reason: z.string().min(1).optional(),
  subject: z.enum(['article', 'issue']),
  subjectId: z.string().min(1),
  decision: MarkingDecision,
  /** SM3 of what is marked, as for its approval. */
  text: hash,
  /** Of an answer: SM3 of what the proposer has signed, as it is stored. */
  proposal: hash.optional(),
});
export type MarkingDrop = z.infer<typeof MarkingDrop>;

export const SignedDrop = MarkingDrop.extend({ signature });
export type SignedDrop = z.infer<typeof SignedDrop>;

const purpose = 'neikan-marking-drop';

/** `privateKey` is 32 bytes as hex. */
export function signDrop(statement: MarkingDrop, privateKey: string): SignedDrop {
  return signWords(purpose, statement, privateKey);
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyDrop(statement: SignedDrop): boolean {
  return verifyWords(purpose, statement);
}
