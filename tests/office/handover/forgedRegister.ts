import { sealPackage } from '#formats/handover/sealPackage.ts';
import { type RegisterPart, registerPart } from '#office/handover/registerPart.ts';
import { writeVolumes } from '#office/handover/writeVolumes.ts';
import { MachineCard } from '#shared/handover/machineCard.ts';
import type { SigningKey } from '#shared/handover/signWithPurpose.ts';
import type { Json } from '#shared/issue/canonicalJson.ts';
import { signedText } from '#shared/issue/readSignedText.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { passwordOf } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { part } from './machines.ts';

interface Forging {
  readonly directory: string;
  readonly card: string;
}

/** The register as this machine would tell it, to be changed. */
export async function toldRegister({ directory }: Forging, receiver: string): Promise<RegisterPart> {
  const { register, close } = await openBases(directory, 'wenhe');
  const told = registerPart(register, dataFiles(directory).keyring, receiver);
  close();
  return structuredClone(told);
}

/** What somebody writes who has the key of a trusted machine, which everybody can read who reads manuscripts there. */
export async function forgedRegister(
  from: Forging,
  receiver: MachineCard,
  told: RegisterPart,
  after?: { readonly sequence: number; readonly hash: string },
): Promise<readonly string[]> {
  const { register, content, close } = await openBases(from.directory, 'wenhe');
  const text = register.prepare('SELECT text FROM machines WHERE card = ?').pluck().get(from.card) as string;
  const key = content.prepare('SELECT private_key FROM machine_keys WHERE card = ?').pluck().get(from.card);
  const at = new Date().toISOString();
  const sealed = await sealPackage({
    kind: 'join',
    issue: null,
    sender: MachineCard.parse(JSON.parse(text)),
    privateKey: key as string,
    person: '闻禾',
    at,
    date: at.slice(0, 10),
    receivers: [{ card: receiver, sequence: (after?.sequence ?? 0) + 1, previous: after?.hash ?? null }],
    seen: [],
    parts: [part('register.json', signedText(told as unknown as Json))],
  });
  close();
  const folder = temporaryFolder();
  const volumes = await writeVolumes(sealed, { volumeBytes: 1 << 30, folderOf: () => folder, record: () => {} });
  return volumes.map(({ path }) => path);
}

/** The last package that this machine has written to the other without an issue. */
export async function lastWritten({ directory }: Forging, receiver: string) {
  const { content, close } = await openBases(directory, 'wenhe');
  const last = content
    .prepare(
      `SELECT sequence, hash FROM package_places WHERE direction = 'written' AND machine = ? ORDER BY sequence DESC LIMIT 1`,
    )
    .get(receiver) as { readonly sequence: number; readonly hash: string };
  close();
  return last;
}

/** The signing key of a machine, which everybody can read who reads manuscripts there. */
export async function machineKeyOf({ directory, card }: Forging): Promise<SigningKey> {
  const { register, content, close } = await openBases(directory, 'wenhe');
  const text = register.prepare('SELECT text FROM machines WHERE card = ?').pluck().get(card) as string;
  const privateKey = content.prepare('SELECT private_key FROM machine_keys WHERE card = ?').pluck().get(card) as string;
  close();
  return { publicKey: MachineCard.parse(JSON.parse(text)).publicKey, privateKey };
}

/** The keys of a person, which only the own password opens. */
export async function keysOf({ directory }: Forging, personId: string) {
  const { publicKey, privateKey } = await openKeyring(dataFiles(directory).keyring, personId, passwordOf(personId));
  return { publicKey, privateKey };
}
