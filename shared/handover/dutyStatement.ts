import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';
import { chainLink } from './chainLink.ts';
import { freeSteps } from './machineDuty.ts';

/** What whoever decides declares: these steps a machine takes in a publication from now on. */
const DutyStatement = z.strictObject({
  ...chainLink,
  card: hash,
  steps: z.array(z.enum(freeSteps)).max(freeSteps.length),
  person: z.string().min(1).max(64),
  publicKey,
  at: z.iso.datetime({ offset: true }),
});
type DutyStatement = z.infer<typeof DutyStatement>;

export const SignedDuty = DutyStatement.extend({ signature });
export type SignedDuty = z.infer<typeof SignedDuty>;

export function signDuty(statement: DutyStatement, privateKey: string): SignedDuty {
  return signWords('neikan-duty', statement, privateKey);
}

export function verifyDuty(statement: SignedDuty): boolean {
  return verifyWords('neikan-duty', statement);
}
