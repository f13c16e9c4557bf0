import { z } from 'zod';
import { issueActions, issueStates, roles } from '#shared/workflow/issueWorkflow.ts';
import { hash } from './hash.ts';
import { publicKey, signature, signWords, verifyWords } from './signedWords.ts';

const id = z.string().min(1);
const place = z.strictObject({ state: z.enum(issueStates), station: z.int().min(0).max(5) });

/** What whoever takes a step of an issue declares: this step, after those before it. */
const StepStatement = z.strictObject({
  issue: id,
  step: z.int().min(1),
  from: place,
  to: place,
  action: z.enum(issueActions),
  /** By the office's own names, as in the row of the step. */
  person: id,
  role: z.enum(roles),
  /** In whose place the step is taken, and by which 委托. */
  onBehalfOf: id.optional(),
  delegation: id.optional(),
  /** Whose key it is where the person has signed on paper: the one who compared the paper and recorded the step. */
  confirmer: id.optional(),
  /** SM3 of the opinion or reason, of none where there is none. */
  opinion: hash,
  contentHash: hash,
  /** SM3 of the statement of the step before, in the letters in which it is kept; '' for the first. */
  previous: z.union([hash, z.literal('')]),
  at: z.iso.datetime({ offset: true }),
  publicKey,
});
export type StepStatement = z.infer<typeof StepStatement>;

export const SignedStep = StepStatement.extend({ signature });
export type SignedStep = z.infer<typeof SignedStep>;

const purpose = 'neikan-step';

/** Signs as sign-offs are; `privateKey` is 32 bytes as hex. */
export function signStep(statement: StepStatement, privateKey: string): SignedStep {
  return signWords(purpose, statement, privateKey);
}

/** Whether the signature was made over this statement with the key it names; not whose key that is. */
export function verifyStep(statement: SignedStep): boolean {
  return verifyWords(purpose, statement);
}
