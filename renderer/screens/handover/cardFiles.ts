import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { isOfFormat } from '#shared/handover/isOfFormat.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { machines as strings } from '../../strings/machines.ts';

type CardFile = CommandOutput<'readMachineCard'>;

/** Saves a card or a revocation where the person says; where the person thinks better of it, `notSaved` says what that means. */
export async function saveCardFile({ name, bytes }: CardFile, title: string, notSaved?: string): Promise<void> {
  const path = await saveFiles({ title, files: [{ name, bytes: new Uint8Array(bytes) }] });
  if (path === undefined && notSaved !== undefined) announce('warn', notSaved);
}

export interface TakenFile {
  readonly kind: 'card' | 'revocation';
  readonly machine: MachineEntry;
}

/** Takes a card or a revocation from a file, whichever it is. */
export async function takeCardFile(file: File): Promise<Answer<TakenFile>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { ok: false, code: 'notFound', message: strings.unreadable };
  }
  const isRevocation = isOfFormat(new TextDecoder().decode(bytes), 'neikan-machine-revocation');
  const answer = await (isRevocation ? office.takeRevocation({ bytes }) : office.takeMachineCard({ bytes }));
  if (!answer.ok) return answer;
  return { ok: true, value: { kind: isRevocation ? 'revocation' : 'card', machine: answer.value } };
}
