import type { PackageReceiver, PartSource } from '#formats/handover/sealPackage.ts';
import type { PackageKind } from '#shared/handover/packageManifest.ts';
import { sealPackage } from '../lazyFormats.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { mediumError, requireFolder, requireRoom } from './handoverMedium.ts';
import { requireOwnKeys } from './machineKeys.ts';
import { requireMachine } from './machineQueries.ts';
import { insertPackage, insertPlace, lastOfChain, seenOf } from './packageQueries.ts';
import { removeVolumes, type WrittenVolume, writeVolumes } from './writeVolumes.ts';

export interface Sending {
  readonly kind: PackageKind;
  readonly issueId: string | null;
  readonly machines: readonly string[];
  readonly parts: readonly PartSource[];
  readonly folder: string;
  readonly medium: string;
  readonly volumeBytes: number;
  readonly dueOn?: string | undefined;
  /** The leave it is written by, with its number for the audit. */
  readonly ticket?: { readonly id: string; readonly number: string } | undefined;
}

export interface SentPackage {
  readonly number: number;
  readonly volumes: readonly WrittenVolume[];
}

/** The machines that a package is for. Throws OfficeError where one is not trusted or is this one. */
export function requireReceivers(context: OfficeContext, cards: readonly string[]): void {
  const { register } = sessionOf(context);
  for (const card of cards) {
    const { state, isOwn, card: known } = requireMachine(register, card);
    if (isOwn) throw new OfficeError('illegalState', '不能把交接包写给本机自己。');
    if (state === 'revoked') throw new OfficeError('illegalState', `“${known.name}”的名片已经作废，不能写给它。`);
    if (state === 'unconfirmed') {
      throw new OfficeError('illegalState', `“${known.name}”的名片还没有核对。请安全保密管理员先核对八个词。`);
    }
  }
}

/**
 * Seals a package, writes it to the medium and puts it on record, whole or not at all: a package that could not be put on
 * record is taken off the medium again. Throws OfficeError.
 */
export async function sendPackage(context: OfficeContext, sending: Sending): Promise<SentPackage> {
  const content = contentOf(context);
  const { register, personId, personName } = sessionOf(context);
  const { kind, issueId, medium, ticket, dueOn } = sending;
  const machines = [...new Set(sending.machines)];
  const own = requireOwnKeys(context);
  requireReceivers(context, machines);
  const folder = requireFolder(sending.folder, context.environment.directory);
  const chainTo = (machine: string) => ({ direction: 'written', own: own.hash, machine, issueId }) as const;
  const receivers = machines.map((machine): PackageReceiver => {
    const last = lastOfChain(content, chainTo(machine));
    const { card } = requireMachine(register, machine);
    return { card, sequence: (last?.sequence ?? 0) + 1, previous: last?.hash ?? null };
  });
  const sealed = await sealPackage({
    kind,
    issue: issueId,
    sender: own.card,
    privateKey: own.key.privateKey,
    person:
      personName
        .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
        .trim()
        .slice(0, 40) || personId,
    at: instantOf(context),
    date: todayOf(context),
    receivers,
    seen: seenOf(content, issueId),
    parts: sending.parts,
  });
  requireRoom(folder, sealed.bytes);
  let volumes: readonly WrittenVolume[];
  try {
    volumes = await writeVolumes(sealed, { volumeBytes: sending.volumeBytes, folderOf: () => folder });
  } catch (error) {
    throw mediumError(sending.folder, error);
  }
  try {
    const number = changeContent(context, (database, record) => {
      const bytes = volumes.reduce((sum, one) => sum + one.bytes, 0);
      const entry = insertPackage(database, {
        direction: 'written',
        hash: sealed.hash,
        kind,
        issueId,
        sender: own.hash,
        volumes: volumes.length,
        bytes,
        at: instantOf(context),
        person: personId,
        medium,
        ...(ticket ? { ticketId: ticket.id } : {}),
        ...(dueOn === undefined ? {} : { dueOn }),
      });
      for (const [index, machine] of machines.entries()) {
        const { sequence = 1, previous = null } = receivers[index] ?? {};
        insertPlace(database, chainTo(machine), { hash: sealed.hash, sequence, previous });
      }
      record('writePackage', issueId ?? 'packages', {
        package: sealed.hash,
        what: kind,
        machines,
        medium,
        bytes,
        ...(ticket ? { ticket: ticket.number } : {}),
      });
      return entry;
    });
    return { number, volumes };
  } catch (error) {
    removeVolumes(volumes);
    throw error;
  }
}
