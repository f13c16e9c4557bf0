import { randomBytes } from 'node:crypto';
import { createSM3 } from 'hash-wasm';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { cardHash, type MachineCard } from '#shared/handover/machineCard.ts';
import {
  type PackageKind,
  type PackageManifest,
  type PackagePart,
  type PackagePlace,
  packageHash,
  packageManifestText,
  signManifest,
} from '#shared/handover/packageManifest.ts';
import { type ByteStream, seal } from './envelope.ts';

/** Something that goes into a package; it is read twice, first to be hashed, and has to be the same both times. */
export interface PartSource {
  readonly name: string;
  readonly open: () => Iterable<Uint8Array> | ByteStream;
}

export interface PackageReceiver extends Omit<PackagePlace, 'card'> {
  readonly card: MachineCard;
}

export interface PackageRequest {
  readonly kind: PackageKind;
  readonly issue: string | null;
  readonly sender: MachineCard;
  /** Of the sender's card; 32 bytes as hex. */
  readonly privateKey: string;
  readonly person: string;
  readonly at: string;
  /** The day that stands outside, where the sender is. */
  readonly date: string;
  readonly receivers: readonly PackageReceiver[];
  readonly seen: readonly string[];
  readonly parts: readonly PartSource[];
}

export interface SealedPackage {
  readonly manifest: PackageManifest;
  readonly hash: string;
  /** Of all that is sealed; to be cut into volumes. */
  readonly bytes: number;
  readonly sealed: ByteStream;
}

/** The length of the manifest stands before it: four bytes, the highest first. */
export const lengthBytes = 4;

/**
 * Signs a package and seals it for its receivers, without holding more than a piece of it. Throws a zod error on parts that
 * no reader would take, and an Error where a part changed while it was read.
 */
export async function sealPackage(request: PackageRequest): Promise<SealedPackage> {
  const { sender, privateKey, receivers, kind, issue, person, at, date, seen } = request;
  const parts: PackagePart[] = [];
  for (const source of request.parts) parts.push(await describe(source));
  const manifest = signManifest(
    {
      kind,
      issue,
      sender: cardHash(sender),
      person,
      at,
      receivers: receivers.map(({ card, sequence, previous }) => ({ card: cardHash(card), sequence, previous })),
      seen: [...seen],
      outside: { date, receivers: receivers.map(({ card }) => card.name), mark: randomBytes(16).toString('hex') },
      parts,
    },
    { publicKey: sender.publicKey, privateKey },
  );
  const text = Buffer.from(packageManifestText(manifest), 'utf8');
  if (text.length > handoverLimits.manifestBytes) throw new RangeError('a manifest larger than any reader takes');
  const length = lengthBytes + text.length + parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const { bytes, sealed } = await seal(
    plainPieces(text, request.parts, parts),
    length,
    receivers.map(({ card }) => card.recipient),
  );
  return { manifest, hash: packageHash(manifest), bytes, sealed };
}

async function describe({ name, open }: PartSource): Promise<PackagePart> {
  const hasher = await createSM3();
  let bytes = 0;
  for await (const piece of open()) {
    hasher.update(piece);
    bytes += piece.length;
  }
  return { name, bytes, sm3: hasher.digest('hex') };
}

async function* plainPieces(
  manifest: Buffer,
  sources: readonly PartSource[],
  parts: readonly PackagePart[],
): AsyncGenerator<Uint8Array> {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(manifest.length);
  yield length;
  yield manifest;
  for (const [index, { name, open }] of sources.entries()) {
    const hasher = await createSM3();
    let bytes = 0;
    for await (const piece of open()) {
      hasher.update(piece);
      bytes += piece.length;
      yield piece;
    }
    const part = parts[index];
    if (part?.bytes !== bytes || hasher.digest('hex') !== part.sm3)
      throw new Error(`${name} changed while it was read`);
  }
}
