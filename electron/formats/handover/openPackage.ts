import { createSM3 } from 'hash-wasm';
import { chainRefusal, daysApart, type LastPackage } from '#shared/handover/chainRefusal.ts';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import type { MachineCard } from '#shared/handover/machineCard.ts';
import {
  isManifestSignedBy,
  type PackageManifest,
  type PackagePart,
  type PackagePlace,
  packageHash,
  packageManifestText,
  readManifest,
  volumeVersionOf,
} from '#shared/handover/packageManifest.ts';
import { signedText } from '#shared/issue/readSignedText.ts';
import { unseal } from './envelope.ts';
import { PlainReader } from './plainReader.ts';
import { lengthBytes } from './sealPackage.ts';
import { sealedPieces, type Volume } from './volume.ts';

export interface KnownCard {
  readonly card: MachineCard;
  readonly state: 'unconfirmed' | 'confirmed' | 'revoked';
}

/** What the receiving machine knows: its own keys, whom it trusts and what it has taken in. */
export interface ReadingMachine {
  /** Own cards by their hashes, the newest first, and what opens what was sent to each. */
  readonly own: readonly { readonly card: string; readonly identity: string }[];
  readonly cardOf: (hash: string) => KnownCard | undefined;
  readonly isTaken: (packageHash: string) => boolean;
  readonly lastOf: (sender: string, issue: string | null, receiver: string) => LastPackage | undefined;
  /** Whether the packages that are missing before it are given up. */
  readonly isGapGivenUp?: (manifest: PackageManifest) => boolean;
  /** Whether its sender has taken it back before it came. */
  readonly isCancelled?: (packageHash: string, sender: string) => boolean;
  /** Refuses a package that does not hold what one of its kind holds, before any part of it is read. */
  readonly requireParts?: (manifest: PackageManifest) => void;
  readonly now: Date;
}

export interface PartContent {
  readonly part: PackagePart;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** A package that has passed every check. */
export interface OpenedPackage {
  readonly manifest: PackageManifest;
  readonly hash: string;
  readonly sender: MachineCard;
  /** This machine's place among its receivers. */
  readonly place: PackagePlace;
  /** Whole days by which the sender's clock is before or after this one. */
  readonly daysApart: number;
  /**
   * Reads the parts from the medium again, in their order, each piece by piece; a part that is passed over is read to its
   * end. Whoever keeps them has to throw them away where this throws: HandoverRefusal, if the medium has another content now.
   */
  readonly parts: () => AsyncGenerator<PartContent>;
}

/**
 * Opens a package from all of its volumes (`requireAllVolumes`). Everything is checked before anything is given out, every
 * byte of every part included. Throws HandoverRefusal with the reason, and the system's error.
 */
export async function openPackage(volumes: readonly Volume[], machine: ReadingMachine): Promise<OpenedPackage> {
  const { reader, ...known } = await checkManifest(volumes, machine);
  const { manifest, hash } = known;
  try {
    for await (const _part of partsOf(manifest, reader));
  } catch (error) {
    throw withProof(error, manifest.sender, hash);
  } finally {
    await reader.close();
  }
  return { ...known, parts: () => partsAgain(volumes, machine, manifest, hash) };
}

export type KnownPackage = Omit<OpenedPackage, 'parts'>;

/**
 * Who wrote a package, about what, and whether it is its turn: its manifest is checked as `openPackage` checks it, and no part
 * is read. Throws HandoverRefusal with the reason, and the system's error.
 */
export async function lookIntoPackage(volumes: readonly Volume[], machine: ReadingMachine): Promise<KnownPackage> {
  const { reader, ...known } = await checkManifest(volumes, machine);
  await reader.close();
  return known;
}

/** Everything but the parts, which follow from the reader; who gets it closes it. */
async function checkManifest(
  volumes: readonly Volume[],
  machine: ReadingMachine,
): Promise<KnownPackage & { readonly reader: PlainReader }> {
  const { manifest, reader } = await readSealed(volumes, machine);
  try {
    const { card: sender, state } = requireSender(manifest, machine);
    const hash = packageHash(manifest);
    try {
      requireTrust(state, sender.name);
      const place = requirePlace(manifest, machine, sender.name);
      requireOutside(manifest, volumes);
      requireInOrder(manifest, place, hash, machine, sender.name);
      machine.requireParts?.(manifest);
      return { manifest, hash, sender, place, daysApart: daysApart(manifest.at, machine.now), reader };
    } catch (error) {
      throw withProof(error, manifest.sender, hash);
    }
  } catch (error) {
    await reader.close();
    throw error;
  }
}

interface Sealed {
  readonly manifest: PackageManifest;
  readonly reader: PlainReader;
}

async function readSealed(volumes: readonly Volume[], machine: ReadingMachine): Promise<Sealed> {
  const identities = machine.own.map(({ identity }) => identity);
  const reader = new PlainReader(unseal(sealedPieces(volumes), identities));
  try {
    const length = await reader.take(lengthBytes);
    const bytes = length.length === lengthBytes ? length.readUInt32BE() : 0;
    if (bytes === 0 || bytes > handoverLimits.manifestBytes) throw new HandoverRefusal('manifestMalformed');
    const manifest = readManifest((await reader.take(bytes)).toString('utf8'));
    if (!manifest) throw new HandoverRefusal('manifestMalformed');
    return { manifest, reader };
  } catch (error) {
    await reader.close();
    if (error instanceof HandoverRefusal && error.reason === 'foreignReceiver') {
      throw new HandoverRefusal('foreignReceiver', { receivers: volumes[0]?.head.receivers ?? [] }, { cause: error });
    }
    throw error;
  }
}

/** The same refusal, with whose package it was and which; an error of another kind as it is, for `throw`. */
function withProof(error: unknown, card: string, hash: string): unknown {
  if (!(error instanceof HandoverRefusal)) return error;
  return new HandoverRefusal(error.reason, { ...error.details, card, package: hash }, { cause: error });
}

/** Whose signature it bears, trusted or not. */
function requireSender(manifest: PackageManifest, machine: ReadingMachine): KnownCard {
  if (machine.own.some(({ card }) => card === manifest.sender)) throw new HandoverRefusal('ownPackage');
  const known = machine.cardOf(manifest.sender);
  if (!known) throw new HandoverRefusal('strangeSender');
  const sender = known.card.name;
  if (!isManifestSignedBy(manifest, known.card.publicKey)) throw new HandoverRefusal('signatureWrong', { sender });
  return known;
}

function requireTrust(state: KnownCard['state'], sender: string): void {
  if (state === 'revoked') throw new HandoverRefusal('revokedSender', { sender });
  if (state === 'unconfirmed') throw new HandoverRefusal('unconfirmedSender', { sender });
}

/** Sealed for this machine by somebody else than the sender, it would not name this machine. */
function requirePlace({ receivers }: PackageManifest, { own }: ReadingMachine, sender: string): PackagePlace {
  const place = receivers.find(({ card }) => own.some((mine) => mine.card === card));
  if (!place) throw new HandoverRefusal('notNamedReceiver', { sender });
  return place;
}

function requireOutside({ kind, outside }: PackageManifest, volumes: readonly Volume[]): void {
  for (const { head, version } of volumes) {
    const { date, receivers, mark } = head;
    if (version !== volumeVersionOf(kind)) throw new HandoverRefusal('spliced');
    if (signedText({ date, receivers, mark }) !== signedText(outside)) throw new HandoverRefusal('spliced');
  }
}

function requireInOrder(
  manifest: PackageManifest,
  place: PackagePlace,
  hash: string,
  machine: ReadingMachine,
  name: string,
): void {
  const last = machine.lastOf(manifest.sender, manifest.issue, place.card);
  if (machine.isCancelled?.(hash, manifest.sender)) {
    throw new HandoverRefusal('cancelled', { sender: name, sequence: place.sequence });
  }
  const refusal = chainRefusal(place, last, machine.isTaken(hash), machine.isGapGivenUp?.(manifest));
  if (!refusal) return;
  const { reason, numbers = [] } = refusal;
  throw new HandoverRefusal(reason, { sender: name, sequence: place.sequence, numbers });
}

/** Each part is read to its end and compared before the next; behind the last nothing may be left. */
async function* partsOf({ parts }: PackageManifest, reader: PlainReader): AsyncGenerator<PartContent> {
  for (const part of parts) {
    const hasher = await createSM3();
    let bytes = 0;
    const pieces = (async function* () {
      for await (const piece of reader.pieces(part.bytes - bytes)) {
        hasher.update(piece);
        bytes += piece.length;
        yield piece;
      }
    })();
    yield { part, pieces };
    for await (const _rest of pieces);
    // Left early, the rest is read here.
    for await (const piece of reader.pieces(part.bytes - bytes)) {
      hasher.update(piece);
      bytes += piece.length;
    }
    if (bytes !== part.bytes) throw new HandoverRefusal('contentIncomplete');
    if (hasher.digest('hex') !== part.sm3) throw new HandoverRefusal('partDamaged', { file: part.name });
  }
  if (!(await reader.isAtEnd())) throw new HandoverRefusal('contentIncomplete');
}

async function* partsAgain(
  volumes: readonly Volume[],
  machine: ReadingMachine,
  manifest: PackageManifest,
  hash: string,
): AsyncGenerator<PartContent> {
  const again = await readSealed(volumes, machine);
  try {
    if (packageManifestText(again.manifest) !== packageManifestText(manifest)) throw new HandoverRefusal('spliced');
    yield* partsOf(manifest, again.reader);
  } catch (error) {
    throw withProof(error, manifest.sender, hash);
  } finally {
    await again.reader.close();
  }
}
