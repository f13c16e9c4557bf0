import { ZodError } from 'zod';
import type { PackageReceiver, PackageRequest, PartSource, SealedPackage } from '#formats/handover/sealPackage.ts';
import { volumeFileName, volumeLengths } from '#formats/handover/volume.ts';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { issueAmong, type PackageKind } from '#shared/handover/packageManifest.ts';
import type { WritableDatabase } from '#store/database.ts';
import { sealPackage } from '../lazyFormats.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type OutputRequest, spendTicket } from '../tickets/takeOutput.ts';
import { mediumError, megabytes, requireFolder, requireRoom, settleUnfinished } from './handoverMedium.ts';
import { requireOwnKeys } from './machineKeys.ts';
import { requireMachine } from './machineQueries.ts';
import { mediaText } from './mediaText.ts';
import { askForMedium } from './mediumChange.ts';
import { insertPackage, insertPlace, isWritten, lastOfChain, seenOf } from './packageQueries.ts';
import { forgetToldFailure, forgetUnfinished, noteUnfinished } from './unfinishedPackages.ts';
import { UnnamedVolumes, type WrittenVolume, writeVolumes } from './writeVolumes.ts';

export interface Sending {
  readonly kind: PackageKind;
  /** What it is about, as its manifest has it. */
  readonly issueId: string | null;
  readonly machines: readonly string[];
  readonly parts: readonly PartSource[];
  readonly folder: string;
  readonly medium: string;
  readonly volumeBytes: number;
  /** Each volume after the first goes onto another medium, which is asked for. */
  readonly changesMedium?: boolean | undefined;
  readonly dueOn?: string | undefined;
  /** What it is written by leave of: the ticket is used up in the step that puts the package on record. */
  readonly output?: OutputRequest | undefined;
  /** What follows from it, in the same step, once it is on record. */
  readonly details?: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly inStep?: (database: WritableDatabase, hash: string, at: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
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
 * Seals a package, writes it to the medium, puts it on record and then gives its volumes their names: nothing that a reader
 * takes is on a medium and not on record, whenever this is cut off. Throws OfficeError.
 */
export async function sendPackage(context: OfficeContext, sending: Sending): Promise<SentPackage> {
  const content = contentOf(context);
  const { register, personId, personName } = sessionOf(context);
  const { kind, issueId, medium, output, dueOn } = sending;
  const machines = [...new Set(sending.machines)];
  const own = requireOwnKeys(context);
  requireReceivers(context, machines);
  const folder = requireFolder(sending.folder, context.environment.directory);
  await settleUnfinished(folder, (hash) => isWritten(content, hash));
  const chainTo = (machine: string) => ({ direction: 'written', own: own.hash, machine, issueId }) as const;
  const at = instantOf(context);
  const receivers = machines.map((machine): PackageReceiver => {
    const last = lastOfChain(content, chainTo(machine));
    const { card } = requireMachine(register, machine);
    return { card, sequence: (last?.sequence ?? 0) + 1, previous: last?.hash ?? null };
  });
  const sealed = await sealOrTell({
    kind,
    issue: issueId,
    sender: own.card,
    privateKey: own.key.privateKey,
    person: legibleOf(personName) || personId,
    at,
    date: todayOf(context),
    receivers,
    seen: seenOf(content, issueId),
    parts: sending.parts,
  });
  const lengths = requireVolumes(sealed.bytes, sending.volumeBytes);
  const changesMedium = sending.changesMedium === true && lengths.length > 1;
  requireRoom(folder, changesMedium ? (lengths[0] ?? 0) : sealed.bytes);
  const media = [medium];
  let number = 0;
  const putOnRecord = (volumes: readonly WrittenVolume[]) => {
    number = changeContent(context, (database, record) => {
      const bytes = volumes.reduce((sum, one) => sum + one.bytes, 0);
      const taken = output && spendTicket(context, database, record, output);
      const entry = insertPackage(database, {
        direction: 'written',
        hash: sealed.hash,
        kind,
        issueId,
        sender: own.hash,
        volumes: volumes.length,
        bytes,
        at,
        person: personId,
        medium: mediaText(media),
        ...(output?.ticket ? { ticketId: output.ticket.id } : {}),
        ...(dueOn === undefined ? {} : { dueOn }),
      });
      for (const [index, machine] of machines.entries()) {
        const { sequence = 1, previous = null } = receivers[index] ?? {};
        insertPlace(database, chainTo(machine), { hash: sealed.hash, sequence, previous });
      }
      record('writePackage', issueAmong(issueId) ?? 'packages', {
        package: sealed.hash,
        what: kind,
        machines,
        medium: mediaText(media),
        bytes,
        ...(taken ? { ticket: taken.number } : {}),
        ...sending.details,
      });
      sending.inStep?.(database, sealed.hash, at);
      forgetUnfinished(database, issueId, personId);
      return entry;
    });
    if (output?.ticket) context.environment.emit({ kind: 'changed', nouns: ['tickets'] });
  };
  const { volumeBytes, signal, onBytes } = sending;
  let current = folder;
  const folderOf = async (volume: number, volumes: number, bytes: number) => {
    if (changesMedium && volume > 1) {
      const { outside } = sealed.manifest;
      const before = Array.from({ length: volume - 1 }, (_, index) => volumeFileName(outside, index + 1, volumes));
      if (issueId !== null) noteUnfinished(context, issueId, mediaText(media));
      const next = await askForMedium(context, { volume, volumes, bytes }, before, signal);
      current = next.folder;
      media.push(next.medium);
    }
    return current;
  };
  try {
    const target = { volumeBytes, folderOf, changesMedium, record: putOnRecord, signal, onBytes };
    const volumes = await writeVolumes(sealed, target);
    return { number, volumes };
  } catch (error) {
    if (changesMedium) forgetToldFailure(context, issueId, error);
    const told = mediumError(current, error);
    if (media.length === 1 || !(told instanceof OfficeError) || error instanceof UnnamedVolumes) throw told;
    throw new OfficeError(told.code, `${told.message}${wasteVolumes}`, told.details);
  }
}

/** Of media that are taken out nothing can be cleared. */
const wasteVolumes = '取出的介质上已经写好的卷不成一包，收不进去，可以删掉。';

/** What goes into each volume. Throws illegalState where volumes of this size are more than a reader takes. */
function requireVolumes(bytes: number, volumeBytes: number): readonly number[] {
  try {
    return volumeLengths(bytes, volumeBytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OfficeError(
      'illegalState',
      `每卷${megabytes(volumeBytes)}，要分成${handoverLimits.volumes}卷以上，收的机器不收，没有写。请让每卷大一些。`,
    );
  }
}

/** Throws illegalState for what no reader would take: it is told before anything is written. */
async function sealOrTell(request: PackageRequest): Promise<SealedPackage> {
  try {
    return await sealPackage(request);
  } catch (error) {
    if (error instanceof RangeError) throw unsealable('文件太多，清单超出交接包允许的大小');
    if (!(error instanceof ZodError)) throw error;
    const [field, index, of] = error.issues[0]?.path ?? [];
    if (field !== 'parts') throw unsealable('内容不合交接包的格式');
    const name = typeof index === 'number' ? (request.parts[index]?.name ?? '') : '';
    if (of === 'name') throw unsealable(`“${name}”的文件名不能放进交接包（不能有冒号、反斜杠等，最长200字）`);
    if (of === 'bytes') throw unsealable(`“${name}”超过${mebibytes(handoverLimits.partBytes)}兆字节`);
    throw unsealable(
      `文件有重名、多于${handoverLimits.parts}个，或合起来超过${mebibytes(handoverLimits.packageBytes)}兆字节`,
    );
  }
}

const mebibytes = (bytes: number) => bytes / (1 << 20);

function unsealable(reason: string): OfficeError {
  return new OfficeError('illegalState', `${reason}，没有写。`);
}

/** A name as it stands in a manifest, where it is not too long; the end is not half of a character. */
function legibleOf(name: string): string {
  return name
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 40)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
