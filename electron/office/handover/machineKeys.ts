import type { SigningKey } from '#shared/handover/signWithPurpose.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { type MachineRow, requireMachine, requireOwnMachine, selectMachines } from './machineQueries.ts';

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

/** The signing key of a card that this machine has or had. Throws contentKeyNeeded. */
export function keyOfOwnCard(context: OfficeContext, card: string): SigningKey {
  const keys = selectMachineKeys(contentOf(context), card);
  const { publicKey } = requireMachine(sessionOf(context).register, card).card;
  if (!keys) throw new Error(`the key of the card ${card} is gone`);
  return { publicKey, privateKey: keys.privateKey };
}

/** This machine's card that holds, and its signing key. Throws notFound and contentKeyNeeded. */
export function requireOwnKeys(context: OfficeContext): MachineRow & { readonly key: SigningKey } {
  contentOf(context);
  const own = requireOwnMachine(sessionOf(context).register);
  return { ...own, key: keyOfOwnCard(context, own.hash) };
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
