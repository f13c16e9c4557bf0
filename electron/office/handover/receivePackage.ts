import type { OpenedPackage, ReadingMachine } from '#formats/handover/openPackage.ts';
import { readVolume, requireAllVolumes } from '#formats/handover/volume.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { readReceipt, receiptBytes, receiptName } from '#shared/handover/packageReceipt.ts';
import type { VolumeHead } from '#shared/handover/volumeHead.ts';
import type { WritableDatabase } from '#store/database.ts';
import { afterCommit } from '../afterCommit.ts';
import { openPackage } from '../lazyFormats.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { mediumError, requireDataRoom } from './handoverMedium.ts';
import { ownIdentities } from './machineKeys.ts';
import { requireOwnMachine, selectMachine } from './machineQueries.ts';
import { clearUnfinishedParts, keepPart } from './packageParts.ts';
import { insertPackage, insertPlace, isTaken, lastOfChain, noteReceipt } from './packageQueries.ts';

export interface ReceivedPackage {
  readonly number: number;
  readonly opened: OpenedPackage;
}

/**
 * Takes a package in from all of its volumes: everything is checked, then kept piece by piece, and counts from the step
 * that puts it on record. A refusal is put on record as well and changes nothing else. Throws OfficeError.
 */
export async function receivePackage(
  context: OfficeContext,
  files: readonly string[],
  medium: string,
): Promise<ReceivedPackage> {
  const content = contentOf(context);
  requireOwnMachine(sessionOf(context).register);
  clearUnfinishedParts(content);
  let head: VolumeHead | undefined;
  let [atFile = ''] = files;
  try {
    const volumes = [];
    for (const file of files) {
      atFile = file;
      const volume = await readVolume(file);
      head ??= volume.head;
      volumes.push(volume);
    }
    const all = requireAllVolumes(volumes);
    const bytes = all.reduce((sum, volume) => sum + volume.head.bytes, 0);
    requireDataRoom(context.environment.directory, bytes);
    const opened = await openPackage(all, readingMachine(context));
    const receiptOf = await keepParts(content, opened);
    const number = changeContent(context, (database, record) => {
      const { manifest, hash, place } = opened;
      const { kind, issue, sender } = manifest;
      const at = instantOf(context);
      const entry = insertPackage(database, {
        direction: 'taken',
        hash,
        kind,
        issueId: issue,
        sender,
        volumes: all.length,
        bytes,
        at,
        person: sessionOf(context).personId,
        medium,
      });
      const chain = { direction: 'taken', own: place.card, machine: sender, issueId: issue } as const;
      insertPlace(database, chain, { hash, sequence: place.sequence, previous: place.previous });
      if (receiptOf !== undefined) takeReceipt(database, { hash: receiptOf, machine: sender, receipt: hash, at });
      record('takePackage', issue ?? 'packages', {
        package: hash,
        what: kind,
        machines: [sender],
        medium,
        bytes,
        ...(receiptOf === undefined ? {} : { receiptOf }),
      });
      return entry;
    });
    return { number, opened };
  } catch (error) {
    // What cannot be cleared now the next taking clears; why nothing was taken is what counts.
    afterCommit(context, 'clearUnfinishedParts', () => clearUnfinishedParts(content));
    if (error instanceof HandoverRefusal) recordRefused(context, error, medium, head);
    throw mediumError(atFile, error);
  }
}

/** What this machine can open, whom it trusts and what it has taken in. */
export function readingMachine(context: OfficeContext): ReadingMachine {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  return {
    own: ownIdentities(context),
    cardOf: (hash) => {
      const machine = selectMachine(register, hash);
      return machine && { card: machine.card, state: machine.state };
    },
    isTaken: (hash) => isTaken(content, hash),
    lastOf: (machine, issueId, own) => lastOfChain(content, { direction: 'taken', own, machine, issueId }),
    now: context.environment.now(),
  };
}

/** Keeps every part; of a receipt it gives back the package that it is for. */
async function keepParts(content: WritableDatabase, opened: OpenedPackage): Promise<string | undefined> {
  const { manifest, hash } = opened;
  const isReceipt = manifest.kind === 'receipt';
  const [only, ...more] = manifest.parts;
  if (isReceipt && (only?.name !== receiptName || more.length > 0 || only.bytes > receiptBytes)) {
    throw new HandoverRefusal('contentIncomplete');
  }
  let receiptOf: string | undefined;
  for await (const { part, pieces } of opened.parts()) {
    if (!isReceipt) {
      await keepPart(content, hash, { part, pieces });
      continue;
    }
    const read: Buffer[] = [];
    for await (const piece of pieces) read.push(Buffer.from(piece));
    receiptOf = readReceipt(Buffer.concat(read).toString('utf8'));
    if (receiptOf === undefined) throw new HandoverRefusal('contentIncomplete');
  }
  return receiptOf;
}

/** The first receipt from a machine counts; another for the same package changes nothing. */
function takeReceipt(content: WritableDatabase, given: Parameters<typeof noteReceipt>[1]): void {
  const isWritten = content
    .prepare("SELECT 1 FROM package_places WHERE hash = ? AND machine = ? AND direction = 'written'")
    .get(given.hash, given.machine);
  if (isWritten === undefined) throw new HandoverRefusal('receiptUnknown');
  noteReceipt(content, given);
}

function recordRefused(
  context: OfficeContext,
  { reason, details }: HandoverRefusal,
  medium: string,
  head: VolumeHead | undefined,
): void {
  changeContent(context, (content, record) => {
    insertPackage(content, {
      direction: 'refused',
      ...(details.package === undefined ? {} : { hash: details.package }),
      ...(details.card === undefined ? {} : { sender: details.card }),
      ...(head ? { volumes: head.volumes } : {}),
      at: instantOf(context),
      person: sessionOf(context).personId,
      medium,
      reason,
    });
    record('refusePackage', 'packages', {
      medium,
      why: reason,
      ...(details.package === undefined ? {} : { package: details.package }),
      ...(details.card === undefined ? {} : { machines: [details.card] }),
    });
  });
}
