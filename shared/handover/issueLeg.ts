import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { signedText } from '#shared/issue/readSignedText.ts';
import { holdsForPurpose, type SigningKey, signature, signWithPurpose } from './signWithPurpose.ts';

/**
 * sent: with a package, or from the old card of a machine to its new one; cancelled: given back on demand; lost: taken back
 * without the machine that had it.
 */
const kind = z.enum(['sent', 'cancelled', 'lost']);

/**
 * What the machine `from` says of a leg, which had the issue until then. It names neither itself nor the package it goes
 * with, as it lies in that package: SM3 of the whole names it, and by that the leg after it.
 */
const LegStatement = z.strictObject({
  issue: z.string().min(1).max(64),
  number: z.int().min(1).max(100_000),
  kind,
  /** The leg before by its hash; '' for the first. */
  previous: z.union([hash, z.literal('')]),
  from: hash,
  to: hash,
  at: z.iso.datetime(),
});
type LegStatement = z.infer<typeof LegStatement>;

/** Signed with the key of the card `from`. */
export const SignedLeg = LegStatement.extend({ signature });
export type SignedLeg = z.infer<typeof SignedLeg>;

/** A leg from before legs were signed. */
const UnsignedLeg = z.strictObject({ kind, hash, from: hash, to: hash, at: z.iso.datetime() });

/** A leg as it lies in a package. */
export const TravellingLeg = z.union([SignedLeg, UnsignedLeg]);
export type TravellingLeg = z.infer<typeof TravellingLeg>;

/**
 * One leg of an issue's way between machines. Every machine that holds the issue has the same line of legs, as far as it has
 * heard.
 */
export interface IssueLeg extends z.infer<typeof UnsignedLeg> {
  /** Undefined for one from before legs were signed. */
  readonly signed: SignedLeg | undefined;
}

export function signLeg(statement: LegStatement, key: SigningKey): IssueLeg {
  const whole = LegStatement.parse(statement);
  return legOf({ ...whole, signature: signWithPurpose('neikan-leg', whole, key) });
}

/** Whether it was signed with this key; not whose key that is. */
export function isLegSignedBy({ signature: given, ...statement }: SignedLeg, publicKey: string): boolean {
  return holdsForPurpose('neikan-leg', statement, given, publicKey);
}

export function legOf(leg: TravellingLeg): IssueLeg {
  if (!('signature' in leg)) return { ...leg, signed: undefined };
  const { kind: how, from, to, at } = leg;
  return { kind: how, hash: sm3(signedText(leg)), from, to, at, signed: leg };
}

export function travellingLeg({ signed, ...leg }: IssueLeg): TravellingLeg {
  return signed ?? leg;
}
