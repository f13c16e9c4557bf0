import { sm2 } from 'sm-crypto-v2';
import { makeReceivingKey } from '#formats/handover/envelope.ts';
import type { KnownCard, OpenedPackage, ReadingMachine } from '#formats/handover/openPackage.ts';
import { openPackage } from '#formats/handover/openPackage.ts';
import { type PackageRequest, type PartSource, sealPackage } from '#formats/handover/sealPackage.ts';
import { readVolume, requireAllVolumes } from '#formats/handover/volume.ts';
import { type VolumeTarget, type WrittenVolume, writeVolumes } from '#office/handover/writeVolumes.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { cardHash, type MachineCard, signCard } from '#shared/handover/machineCard.ts';
import type { SigningKey } from '#shared/handover/signWithPurpose.ts';

export interface Machine {
  readonly card: MachineCard;
  readonly hash: string;
  readonly key: SigningKey;
  readonly identity: string;
}

export async function machine(name: string): Promise<Machine> {
  const key = sm2.generateKeyPairHex();
  const { identity, recipient } = await makeReceivingKey();
  const card = signCard(
    { name, office: '澜溪县委办公室', at: '2026-03-02T01:00:00.000Z', publicKey: key.publicKey, recipient },
    key,
  );
  return { card, hash: cardHash(card), key, identity };
}

/** 编辑机, 审核机, 签发机 and 外来机, of whom the last belongs to nobody. */
export async function machines(): Promise<[Machine, Machine, Machine, Machine]> {
  return [await machine('编辑机'), await machine('审核机'), await machine('签发机'), await machine('外来机')];
}

export function part(name: string, text: string | Uint8Array): PartSource {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return { name, open: () => [bytes] };
}

export interface Sending extends Partial<Omit<PackageRequest, 'sender' | 'receivers' | 'privateKey'>> {
  readonly sequence?: number;
  readonly previous?: string | null;
}

export interface Sent {
  readonly hash: string;
  readonly volumes: readonly WrittenVolume[];
}

export async function send(
  from: Machine,
  to: readonly Machine[],
  target: string | VolumeTarget,
  { sequence = 1, previous = null, ...more }: Sending = {},
): Promise<Sent> {
  const sealed = await sealPackage({
    kind: 'submit',
    issue: 'issue-1',
    person: '林舟',
    at: '2026-03-02T02:00:00.000Z',
    date: '2026-03-02',
    seen: [],
    parts: [part('document.json', '{"articles":[]}'), part('frozen/发稿单.pdf', new Uint8Array(70_000).fill(7))],
    ...more,
    sender: from.card,
    privateKey: from.key.privateKey,
    receivers: to.map(({ card }) => ({ card, sequence, previous })),
  });
  const volumes = await writeVolumes(
    sealed,
    typeof target === 'string' ? { volumeBytes: 1 << 30, folderOf: () => target } : target,
  );
  return { hash: sealed.hash, volumes };
}

/** A machine that trusts these and has taken in nothing yet. */
export function reading(
  { hash, identity }: Machine,
  trusted: readonly Machine[],
  more: Partial<ReadingMachine> & { readonly state?: KnownCard['state'] } = {},
): ReadingMachine {
  const { state = 'confirmed', ...rest } = more;
  return {
    own: [{ card: hash, identity }],
    cardOf: (wanted) => {
      const known = trusted.find((one) => one.hash === wanted);
      return known && { card: known.card, state };
    },
    isTaken: () => false,
    lastOf: () => undefined,
    now: new Date('2026-03-02T03:00:00.000Z'),
    ...rest,
  };
}

export async function take(paths: readonly string[], machine: ReadingMachine): Promise<OpenedPackage> {
  const volumes = [];
  for (const path of paths) volumes.push(await readVolume(path));
  return openPackage(requireAllVolumes(volumes), machine);
}

/** Why it was not taken; 'taken' where it was. Anything but a refusal is thrown on. */
export async function reasonOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'taken';
  } catch (error) {
    if (!(error instanceof HandoverRefusal)) throw error;
    return error.reason;
  }
}

export async function contentOf(opened: OpenedPackage): Promise<Record<string, Buffer>> {
  const content: Record<string, Buffer> = {};
  for await (const { part: one, pieces } of opened.parts()) {
    const read: Uint8Array[] = [];
    for await (const piece of pieces) read.push(new Uint8Array(piece));
    content[one.name] = Buffer.concat(read);
  }
  return content;
}
