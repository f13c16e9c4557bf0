import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { readSignedText, signedText } from '#shared/issue/readSignedText.ts';
import { HandoverRefusal } from './handoverRefusal.ts';
import { isOfFormat } from './isOfFormat.ts';
import { legibleName, legibleOffice } from './legibleName.ts';
import { holdsForPurpose, publicKey, type SigningKey, signature, signWithPurpose } from './signWithPurpose.ts';

/** 机器名片: what a machine says of itself, so that others can write to it and know what it has written. */
const MachineStatement = z.strictObject({
  format: z.literal('neikan-machine'),
  version: z.literal(1),
  /** Short: it stands legibly on every package for this machine. */
  name: legibleName,
  office: legibleOffice,
  at: z.iso.datetime(),
  /** Signs what the machine sends. */
  publicKey,
  /** Opens what is sent to it: an X25519 key as age writes it. */
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
});
export type MachineStatement = z.infer<typeof MachineStatement>;

export const MachineCard = MachineStatement.extend({ signature });
export type MachineCard = z.infer<typeof MachineCard>;

/** Signed with its own key: whoever made the card has the key it names. Who that is, people find out by comparing words. */
export function signCard(statement: Omit<MachineStatement, 'format' | 'version'>, key: SigningKey): MachineCard {
  const whole = { format: 'neikan-machine', version: 1, ...statement } as const;
  return { ...whole, signature: signWithPurpose('neikan-machine', whole, key) };
}

/** The one text that the file of this card may hold. */
export function cardText(card: MachineCard): string {
  return signedText(card);
}

/** By this a card is named everywhere: SM3 of its text, lower-case hex. It binds the name to both keys. */
export function cardHash(card: MachineCard): string {
  return sm3(cardText(card));
}

/** The card that the text of a file is. Throws HandoverRefusal. */
export function readCard(text: string): MachineCard {
  if (!isOfFormat(text, 'neikan-machine')) throw new HandoverRefusal('notACard');
  const card = readSignedText(text, MachineCard);
  if (!card) throw new HandoverRefusal('cardMalformed');
  const { signature: given, ...statement } = card;
  if (!holdsForPurpose('neikan-machine', statement, given, card.publicKey)) {
    throw new HandoverRefusal('cardSignatureWrong');
  }
  return card;
}
