import type { OpenedPackage, ReadingMachine } from '#formats/handover/openPackage.ts';
import { readVolume, requireAllVolumes } from '#formats/handover/volume.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { issueAmong } from '#shared/handover/packageManifest.ts';
import { type PackageCancel, type PackageReceipt, readCancel, readReceipt } from '#shared/handover/packageReceipt.ts';
import type { VolumeHead } from '#shared/handover/volumeHead.ts';
import type { WritableDatabase } from '#store/database.ts';
import { afterCommit } from '../afterCommit.ts';
import { openPackage } from '../lazyFormats.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { isCancelledHere, takeAnswer, takeCancel } from './cancels.ts';
import { gatheredMedia } from './gatheredVolumes.ts';
import { mediumError, requireDataRoom } from './handoverMedium.ts';
import { requireProvedDelegations } from './importDelegations.ts';
import { ownIdentities } from './machineKeys.ts';
import { requireOwnMachine, selectMachine } from './machineQueries.ts';
import { mediaText } from './mediaText.ts';
import { clearUnfinishedParts, keepPart } from './packageParts.ts';
import { insertPackage, insertPlace, isTaken, lastOfChain, noteReceipt } from './packageQueries.ts';
import { placeArticles } from './placeArticles.ts';
import { type Placed, placeIssue } from './placeIssue.ts';
import { plainRefusal } from './plainRefusal.ts';
import { readReceivedArticles } from './receivedArticles.ts';
import { type ReceivedIssue, readReceivedIssue } from './receivedIssue.ts';
import type { ReceivedRows } from './receivedRows.ts';
import { requireParts } from './requireParts.ts';
import { skipMissing } from './skipMissing.ts';

export interface ReceivedPackage {
  readonly number: number;
  readonly opened: OpenedPackage;
  readonly outcome: CommandOutput<'takePackage'>['outcome'];
}

/** What a package holds, read from what was kept of it. */
type Content =
  | { readonly kind: 'receipt'; readonly receipt: PackageReceipt }
  | { readonly kind: 'cancel'; readonly cancelled: PackageCancel }
  | { readonly kind: 'issue'; readonly issue: ReceivedIssue }
  | { readonly kind: 'articles'; readonly articles: ReceivedRows }
  | { readonly kind: 'register' };

/**
 * Takes a package in from all of its volumes: everything is checked, then kept piece by piece, and counts from the step
 * that puts it on record and what it brings with what is here. A refusal is put on record as well and changes nothing else.
 * With `missingReason` the packages before it that did not come are given up. Throws OfficeError.
 */
export async function receivePackage(
  context: OfficeContext,
  { files, medium, missingReason }: CheckedInput<'takePackage'>,
  { signal, onBytes }: { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void } = {},
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
      signal?.throwIfAborted();
      const volume = await readVolume(file);
      onBytes?.(volume.head.bytes);
      head ??= volume.head;
      volumes.push(volume);
    }
    const all = requireAllVolumes(volumes);
    const bytes = all.reduce((sum, volume) => sum + volume.head.bytes, 0);
    requireDataRoom(context.environment.directory, bytes);
    const opened = await openPackage(all, readingMachine(context, missingReason !== undefined));
    signal?.throwIfAborted();
    try {
      const came = await keepParts(content, opened, signal, onBytes);
      if (came.kind === 'issue') requireDataRoom(context.environment.directory, came.issue.expandedBytes);
      const media = mediaText([...gatheredMedia(content, opened.manifest.outside.mark), medium]);
      return putOnRecord(context, opened, came, { volumes: all.length, bytes, medium: media, missingReason });
    } catch (error) {
      throw plainRefusal(error, { card: opened.manifest.sender, package: opened.hash });
    }
  } catch (error) {
    // What cannot be cleared now the next taking clears; why nothing was taken is what counts.
    afterCommit(context, 'clearUnfinishedParts', () => clearUnfinishedParts(content));
    if (error instanceof HandoverRefusal) recordRefused(context, error, medium, head);
    throw mediumError(atFile, error);
  }
}

/** Puts a package on record and what it holds with what is here, in one step. */
function putOnRecord(
  context: OfficeContext,
  opened: OpenedPackage,
  came: Content,
  {
    volumes,
    bytes,
    medium,
    missingReason,
  }: {
    readonly volumes: number;
    readonly bytes: number;
    readonly medium: string;
    readonly missingReason: string | undefined;
  },
): ReceivedPackage {
  return changeContent(context, (database, record) => {
    const { manifest, hash, place } = opened;
    const { kind, issue, sender } = manifest;
    const at = instantOf(context);
    const person = sessionOf(context).personId;
    const number = insertPackage(database, {
      direction: 'taken',
      hash,
      kind,
      issueId: issue,
      sender,
      volumes,
      bytes,
      at,
      person,
      medium,
    });
    const chain = { direction: 'taken', own: place.card, machine: sender, issueId: issue } as const;
    const missing = skipMissing(database, chain, place.sequence, { reason: missingReason ?? '', at, person });
    insertPlace(database, chain, { hash, sequence: place.sequence, previous: place.previous });
    const { replaced, ...outcome } = takeIn(context, database, opened, came);
    record('takePackage', issueAmong(issue) ?? 'packages', {
      package: hash,
      what: kind,
      machines: [sender],
      medium,
      bytes,
      outcome: outcome.kind,
      ...(outcome.why === undefined ? {} : { why: outcome.why }),
      ...(outcome.articles === undefined ? {} : { articles: outcome.articles.map(({ id }) => id) }),
      ...(outcome.unresolved.length === 0 ? {} : { unresolved: outcome.unresolved }),
      ...(missing.length === 0 ? {} : { missing }),
      ...(replaced ? { replaced } : {}),
      ...(came.kind === 'receipt' ? { receiptOf: came.receipt.package } : {}),
    });
    return { number, opened, outcome };
  });
}

/** Puts what a package holds with what is here. Throws HandoverRefusal. */
function takeIn(context: OfficeContext, database: WritableDatabase, opened: OpenedPackage, came: Content): Placed {
  const { manifest, hash } = opened;
  switch (came.kind) {
    case 'receipt': {
      const { receipt } = came;
      takeReceipt(database, { hash: receipt.package, machine: manifest.sender, receipt: hash, at: instantOf(context) });
      const issueId = issueAmong(manifest.issue);
      const about = issueId === undefined ? {} : { issueId };
      return takeAnswer(context, database, opened, receipt) ?? { kind: 'receipt', ...about, unresolved: [] };
    }
    case 'cancel':
      return takeCancel(context, database, opened, came.cancelled);
    case 'issue':
      requireProvedDelegations(sessionOf(context).register, came.issue.rows);
      return placeIssue(context, database, opened, came.issue);
    case 'articles':
      return placeArticles(context, database, opened, came.articles);
    case 'register':
      return { kind: 'register', unresolved: [] };
    default:
      return came satisfies never;
  }
}

/** What this machine can open, whom it trusts and what it has taken in. */
export function readingMachine(context: OfficeContext, givesUpMissing = false): ReadingMachine {
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
    // A demand for something that has not come takes back what is missing.
    isGapGivenUp: ({ kind }) => givesUpMissing || kind === 'cancel',
    isCancelled: (hash, sender) => isCancelledHere(content, hash, sender),
    requireParts,
    now: context.environment.now(),
  };
}

/** Keeps every part of an issue, of articles and of a register; what is only a sentence to this machine is read and not kept. */
async function keepParts(
  content: WritableDatabase,
  opened: OpenedPackage,
  signal: AbortSignal | undefined,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<Content> {
  const { manifest, hash } = opened;
  const isSentence = manifest.kind === 'receipt' || manifest.kind === 'cancel';
  let text = '';
  for await (const { part, pieces } of opened.parts()) {
    signal?.throwIfAborted();
    if (!isSentence) {
      await keepPart(content, hash, { part, pieces });
      onBytes?.(part.bytes);
      continue;
    }
    const read: Buffer[] = [];
    for await (const piece of pieces) read.push(Buffer.from(piece));
    text = Buffer.concat(read).toString('utf8');
  }
  if (manifest.kind === 'receipt') {
    const receipt = readReceipt(text);
    if (receipt) return { kind: 'receipt', receipt };
  } else if (manifest.kind === 'cancel') {
    const cancelled = readCancel(text);
    if (cancelled) return { kind: 'cancel', cancelled };
  } else if (manifest.kind === 'join') {
    return { kind: 'register' };
  } else if (manifest.kind === 'articles') {
    return { kind: 'articles', articles: readReceivedArticles(content, { ...manifest, hash }) };
  } else {
    return { kind: 'issue', issue: await readReceivedIssue(content, { ...manifest, hash }) };
  }
  throw new HandoverRefusal('contentIncomplete');
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
