import type { SigningKey } from '#shared/handover/signWithPurpose.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { type MachineRow, requireOwnMachine, selectMachines } from './machineQueries.ts';

/** The keys of a card: what it signs with, and what opens what is sent to it. */
export interface MachineKeys {
  readonly privateKey: string;
  readonly identity: string;
}

export function insertMachineKeys(
  content: WritableDatabase,
  card: string,
  { privateKey, identity }: MachineKeys,
  at: string,
): void {
  content.prepare('INSERT INTO machine_keys VALUES (?, ?, ?, ?)').run(card, privateKey, identity, at);
}

function selectMachineKeys(content: ReadableDatabase, card: string): MachineKeys | undefined {
  return content.prepare('SELECT private_key AS privateKey, identity FROM machine_keys WHERE card = ?').get(card) as
    | MachineKeys
    | undefined;
}

/** This machine's card that holds, and its signing key. Throws notFound and contentKeyNeeded. */
export function requireOwnKeys(context: OfficeContext): MachineRow & { readonly key: SigningKey } {
  const content = contentOf(context);
  const own = requireOwnMachine(sessionOf(context).register);
  const keys = selectMachineKeys(content, own.hash);
  if (!keys) throw new Error(`the key of the card ${own.hash} is gone`);
  return { ...own, key: { publicKey: own.card.publicKey, privateKey: keys.privateKey } };
}

/** What opens what was sent to any card this machine ever had, the newest first. */
export function ownIdentities(context: OfficeContext): readonly { readonly card: string; readonly identity: string }[] {
  const content = contentOf(context);
  return selectMachines(sessionOf(context).register)
    .filter(({ isOwn }) => isOwn)
    .reverse()
    .flatMap(({ hash }) => {
      const keys = selectMachineKeys(content, hash);
      return keys ? [{ card: hash, identity: keys.identity }] : [];
    });
}
