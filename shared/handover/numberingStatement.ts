import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { publicKey, signature, signWords, verifyWords } from '#shared/issue/signedWords.ts';
import { chainLink } from './chainLink.ts';
import { LastNumber } from './lastNumber.ts';
import { holdsForPurpose, type SigningKey, signWithPurpose } from './signWithPurpose.ts';

/** What is declared about who grants the numbers of a publication. */
const NumberingStatement = z.strictObject({
  ...chainLink,
  /**
   * `given`: whoever decides gives it to another machine. `lost`: whoever decides has it taken over, as the machine that had it is lost
   * or two of them do not agree. `here`: a machine that has it says so, under a new card too.
   */
  how: z.enum(['here', 'given', 'lost']),
  /** The machine that grants the numbers from now on, and the one that says so. */
  card: hash,
  givenBy: hash,
  /** The last numbers that are known to be granted. */
  last: z.array(LastNumber).max(1000),
  reason: z.string().max(5000),
  person: z.string().min(1).max(64),
  publicKey,
  at: z.iso.datetime({ offset: true }),
  /** Of a `here` under a new card: signed by the card before. */
  machine: signature.optional(),
});
export type NumberingStatement = z.infer<typeof NumberingStatement>;

export const SignedNumbering = NumberingStatement.extend({ signature });
export type SignedNumbering = z.infer<typeof SignedNumbering>;

/** `before` is the key of the card that this machine had before, where a new one follows it. */
export function signNumbering(
  statement: Omit<NumberingStatement, 'machine'>,
  privateKey: string,
  before?: SigningKey,
): SignedNumbering {
  const machine = before && { machine: signWithPurpose('neikan-numbering-machine', statement, before) };
  return signWords('neikan-numbering', { ...statement, ...machine }, privateKey);
}

export function verifyNumbering(statement: SignedNumbering): boolean {
  return verifyWords('neikan-numbering', statement);
}

/** Whether the machine with this key has said that the new card is its own. */
export function isSaidByMachine({ signature: _, machine, ...statement }: SignedNumbering, key: string): boolean {
  return machine !== undefined && holdsForPurpose('neikan-numbering-machine', statement, machine, key);
}
