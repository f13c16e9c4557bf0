import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';
import { inOrder } from '#shared/issue/statementOrder.ts';

const id = z.string().min(1);

/** What whoever decides declares: these are the rules of this publication from now on. */
const RuleStatement = z.strictObject({
  /** Above every one that whoever decides knows of, about any publication; two machines may give the same. */
  number: z.int().min(1),
  publication: id,
  /** An editor begins a publication with the usual rules; `adopted` signs what an office had before decisions were signed. */
  kind: z.enum(['begun', 'decided', 'adopted']),
  /** SM3 of the whole rules, in the letters in which they stand beside the statement. */
  rules: hash,
  /** SM3 of the statement before about the same publication; '' for the first. */
  previous: z.union([hash, z.literal('')]),
  /** Where two machines have decided apart: SM3 of the last statement of the other way. */
  settles: hash.optional(),
  inOrder,
  person: id,
  publicKey,
  at: z.iso.datetime({ offset: true }),
});
export type RuleStatement = z.infer<typeof RuleStatement>;

export const SignedRules = RuleStatement.extend({ signature });
export type SignedRules = z.infer<typeof SignedRules>;

/** The newest decision about each publication, as one person found them whole. */
const RuleWitness = z.strictObject({
  person: id,
  seen: z.array(z.strictObject({ publication: id, number: z.int().min(1), statement: hash })),
  publicKey,
});
export const SignedRuleWitness = RuleWitness.extend({ signature });
export type SignedRuleWitness = z.infer<typeof SignedRuleWitness>;

export function signRules(statement: RuleStatement, privateKey: string): SignedRules {
  return signWords('neikan-rules', statement, privateKey);
}

export function verifyRules(statement: SignedRules): boolean {
  return verifyWords('neikan-rules', statement);
}

export function signRuleWitness(witness: z.infer<typeof RuleWitness>, privateKey: string): SignedRuleWitness {
  return signWords('neikan-rules-seen', witness, privateKey);
}

export function verifyRuleWitness(witness: SignedRuleWitness): boolean {
  return verifyWords('neikan-rules-seen', witness);
}
