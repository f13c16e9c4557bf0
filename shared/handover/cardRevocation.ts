import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { readSignedText, signedText } from '#shared/issue/readSignedText.ts';
import { HandoverRefusal } from './handoverRefusal.ts';
import { isOfFormat } from './isOfFormat.ts';
import { holdsForPurpose, type SigningKey, signature, signWithPurpose } from './signWithPurpose.ts';

/** Why a card is not to be trusted any more. */
export const revocationReasons = ['lost', 'replaced', 'closed', 'mistaken'] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** 作废声明: a machine declares a card void, its own or, where that machine was lost, another's. */
const RevocationStatement = z.strictObject({
  format: z.literal('neikan-machine-revocation'),
  version: z.literal(1),
  /** The card that is void, and the card whose key says so, each by its hash. */
  card: hash,
  by: hash,
  reason: z.enum(revocationReasons),
  at: z.iso.datetime(),
});
type RevocationStatement = z.infer<typeof RevocationStatement>;

export const CardRevocation = RevocationStatement.extend({ signature });
export type CardRevocation = z.infer<typeof CardRevocation>;

/** `key` is that of the card `by`. */
export function signRevocation(
  statement: Omit<RevocationStatement, 'format' | 'version'>,
  key: SigningKey,
): CardRevocation {
  const whole = { format: 'neikan-machine-revocation', version: 1, ...statement } as const;
  return { ...whole, signature: signWithPurpose('neikan-machine-revocation', whole, key) };
}

/** The one text that the file of this revocation may hold. */
export function revocationText(revocation: CardRevocation): string {
  return signedText(revocation);
}

/** What the text of a file declares; whether its signature holds is told by `requireRevocationBy`. Throws HandoverRefusal. */
export function readRevocation(text: string): CardRevocation {
  const isOne = isOfFormat(text, 'neikan-machine-revocation');
  const revocation = isOne ? readSignedText(text, CardRevocation) : undefined;
  if (!revocation) throw new HandoverRefusal('notARevocation');
  return revocation;
}

/** Throws HandoverRefusal unless it was signed with this key, which is that of the card it names as its author. */
export function requireRevocationBy({ signature: given, ...statement }: CardRevocation, publicKey: string): void {
  if (!holdsForPurpose('neikan-machine-revocation', statement, given, publicKey)) {
    throw new HandoverRefusal('revocationSignatureWrong');
  }
}
