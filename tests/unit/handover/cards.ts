import { sm2 } from 'sm-crypto-v2';
import { type MachineCard, signCard } from '#shared/handover/machineCard.ts';
import type { SigningKey } from '#shared/handover/signWithPurpose.ts';

/** A receiving key that is none of anybody's: enough where nothing is sealed. */
export const anyRecipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

export interface MadeCard {
  readonly card: MachineCard;
  readonly key: SigningKey;
}

export function madeCard(name: string, recipient = anyRecipient): MadeCard {
  const key = sm2.generateKeyPairHex();
  const statement = {
    name,
    office: '澜溪县委办公室',
    at: '2026-03-02T01:00:00.000Z',
    publicKey: key.publicKey,
    recipient,
  };
  return { card: signCard(statement, key), key };
}
