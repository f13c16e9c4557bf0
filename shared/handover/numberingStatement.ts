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
   * or two of them do not agree. `here`: a machine that has it says so, under a new card too; of numbers it says nothing new.
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
  /** Of a `here`: signed by the card that it names, and under a new one by the card before too. */
  machine: signature.optional(),
  formerMachine: signature.optional(),
});
export type NumberingStatement = z.infer<typeof NumberingStatement>;

export const SignedNumbering = NumberingStatement.extend({ signature });
export type SignedNumbering = z.infer<typeof SignedNumbering>;

/** By a person, and of a `here` by the machine; `before` is the key of the card that it had before, where a new one follows it. */
export function signNumbering(
  statement: Omit<NumberingStatement, 'machine' | 'formerMachine'>,
  privateKey: string,
  machine?: { readonly key: SigningKey; readonly before?: SigningKey | undefined },
): SignedNumbering {
  const byCard = (key: SigningKey) => signWithPurpose('neikan-numbering-machine', statement, key);
  return signWords(
    'neikan-numbering',
    {
      ...statement,
      ...(machine && { machine: byCard(machine.key) }),
      ...(machine?.before && { formerMachine: byCard(machine.before) }),
    },
    privateKey,
  );
}

export function verifyNumbering(statement: SignedNumbering): boolean {
  return verifyWords('neikan-numbering', statement);
}

/** Whether the card that a `here` names has signed it; `former` is the key of the card before, where that is another. */
export function isSaidByMachine(
  { signature: _, machine, formerMachine, ...statement }: SignedNumbering,
  key: string,
  former?: string,
): boolean {
  const holds = (given: string | undefined, by: string) =>
    given !== undefined && holdsForPurpose('neikan-numbering-machine', statement, given, by);
  return holds(machine, key) && (former === undefined || holds(formerMachine, former));
}
