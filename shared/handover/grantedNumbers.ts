import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';
import { LastNumber } from './lastNumber.ts';
import { holdsForPurpose, type SigningKey, signWithPurpose } from './signWithPurpose.ts';

/** The last numbers that a machine has granted before it gave the numbering up, as its own base of manuscripts has them. */
const GrantedNumbers = z.strictObject({
  publication: z.string().min(1).max(64),
  /** SM3 of the statement by which it gave it up, and its card in that. */
  given: hash,
  card: hash,
  last: z.array(LastNumber).max(1000),
  person: z.string().min(1).max(64),
  publicKey,
  at: z.iso.datetime({ offset: true }),
  /** Signed by the card. */
  machine: signature,
});
type GrantedNumbers = z.infer<typeof GrantedNumbers>;

export const SignedGranted = GrantedNumbers.extend({ signature });
export type SignedGranted = z.infer<typeof SignedGranted>;

/** By the person who writes the package and by the machine. */
export function signGranted(
  statement: Omit<GrantedNumbers, 'machine'>,
  privateKey: string,
  machine: SigningKey,
): SignedGranted {
  const byMachine = signWithPurpose('neikan-granted-machine', statement, machine);
  return signWords('neikan-granted', { ...statement, machine: byMachine }, privateKey);
}

/** `machineKey` is that of the card it names. */
export function verifyGranted(granted: SignedGranted, machineKey: string): boolean {
  const { signature: _, machine, ...statement } = granted;
  return (
    verifyWords('neikan-granted', granted) && holdsForPurpose('neikan-granted-machine', statement, machine, machineKey)
  );
}
