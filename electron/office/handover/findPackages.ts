import { readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findVolume, requireAllVolumes, type Volume } from '#formats/handover/volume.ts';
import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { issueAmong } from '#shared/handover/packageManifest.ts';
import { afterCommit } from '../afterCommit.ts';
import { lookIntoPackage } from '../lazyFormats.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { clearGathered, gatheredVolumes, isGathered } from './gatheredVolumes.ts';
import { mediumError } from './handoverMedium.ts';
import { requireOwnMachine } from './machineQueries.ts';
import { readingMachine } from './receivePackage.ts';

const ending = '.nkh';
/** No medium for hand-overs has more; looking at one is not to take minutes. */
const mostFolders = 200;
const mostFiles = 2000;

/**
 * The packages in a folder and in those that are in it, put together with the volumes that were taken from other media before. Only
 * their beginnings are read, and nothing is put on record. Throws OfficeError.
 */
export async function findPackages(context: OfficeContext, folder: string): Promise<FoundPackage[]> {
  requireOwnMachine(sessionOf(context).register);
  const found: FoundPackage[] = [];
  const packages = new Map<string, Volume[]>();
  try {
    for (const path of filesIn(realpathSync(resolve(folder)))) {
      try {
        const volume = await findVolume(path);
        const { mark } = volume.head;
        packages.set(mark, [...(packages.get(mark) ?? []), volume]);
      } catch (error) {
        found.push({ files: [path], ...refused(path, error) });
      }
    }
    for (const volume of await gatheredVolumes(context)) {
      const { mark } = volume.head;
      packages.set(mark, [...(packages.get(mark) ?? []), volume]);
    }
    for (const volumes of packages.values()) {
      const one = await lookAt(context, volumes);
      // Taken, and cut off before what was kept of it was taken away.
      if (one.state === 'taken') afterCommit(context, 'clearGathered', () => clearGathered(context, one.files));
      found.push(one);
    }
  } catch (error) {
    throw mediumError(folder, error);
  }
  return inTurn(found);
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const inside = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .slice(0, mostFolders)
    .flatMap(({ name }) => packagesIn(join(folder, name)));
  return [...packagesIn(folder), ...inside].slice(0, mostFiles);
}

/** Of a folder that cannot be read, none: what is chosen itself has been read by then. */
function packagesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

async function lookAt(context: OfficeContext, volumes: readonly Volume[]): Promise<FoundPackage> {
  const files = volumes.map(({ path }) => path);
  const [first] = volumes;
  if (!first) throw new Error('a package has volumes');
  const { mark, date, receivers, volumes: count } = first.head;
  const there = new Map(volumes.map((volume) => [volume.head.volume, volume]));
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !there.has(number));
  const gathered = volumes.filter(({ path }) => isGathered(context, path)).map(({ head }) => head.volume);
  const bytes = [...there.values()].reduce((sum, { head }) => sum + head.bytes, 0);
  const outside = { mark, date, receivers, volumes: count, missing, gathered, bytes };
  try {
    return { files, outside, inside: await insideOf(context, volumes), state: 'new' };
  } catch (error) {
    const refusal = refused(files[0] ?? '', error);
    // What it follows may lie beside it.
    const inside = refusal.reason === 'gap' ? await insideOf(context, volumes, true) : undefined;
    return { files, outside, ...(inside ? { inside } : {}), ...refusal };
  }
}

async function insideOf(
  context: OfficeContext,
  volumes: readonly Volume[],
  givesUpMissing = false,
): Promise<NonNullable<FoundPackage['inside']>> {
  const machine = readingMachine(context, givesUpMissing);
  const { manifest, sender, place } = await lookIntoPackage(requireAllVolumes(volumes), machine);
  const { kind, issue, person, at } = manifest;
  const issueId = issueAmong(issue);
  return {
    kind,
    ...(issueId === undefined ? {} : { issueId }),
    sender: sender.name,
    person,
    at,
    sequence: place.sequence,
  };
}

/** Why a file is not taken: what is wrong with it, or that the medium does not give it out, which says nothing of the others. */
function refused(path: string, error: unknown): Pick<FoundPackage, 'state' | 'reason' | 'message'> {
  if (!(error instanceof HandoverRefusal)) {
    const told = mediumError(path, error);
    if (!(told instanceof OfficeError)) throw error;
    return { state: 'refused', message: told.message };
  }
  const { reason, message } = error;
  if (reason === 'replayed') return { state: 'taken' };
  if (reason === 'foreignReceiver' || reason === 'ownPackage') return { state: 'forOthers' };
  return { state: 'refused', reason, message };
}

/**
 * What can be taken first: chain by chain, each in its own order whatever the clock of its sender says, and the chain that
 * begins first before the others.
 */
function inTurn(found: readonly FoundPackage[]): FoundPackage[] {
  const chainOf = ({ inside }: FoundPackage) => inside && `${inside.sender} ${inside.issueId ?? ''}`;
  const written = ({ inside, outside }: FoundPackage) => inside?.at ?? outside?.date ?? '';
  const begins = new Map<string, string>();
  for (const one of found) {
    const chain = chainOf(one);
    const first = chain === undefined ? undefined : begins.get(chain);
    if (chain !== undefined && (first === undefined || written(one) < first)) begins.set(chain, written(one));
  }
  const ranks = ['new', 'refused', 'taken', 'forOthers'];
  const rankOf = ({ state, reason }: FoundPackage) => ranks.indexOf(reason === 'gap' ? 'new' : state);
  const place = (one: FoundPackage) => {
    const chain = chainOf(one) ?? '';
    return [begins.get(chain) ?? written(one), chain, one.inside?.sequence ?? 0, one.files[0] ?? ''] as const;
  };
  return found.toSorted((left, right) => {
    const rank = rankOf(left) - rankOf(right);
    if (rank !== 0) return rank;
    const [here, there] = [place(left), place(right)];
    const index = here.findIndex((value, at) => value !== there[at]);
    return index < 0 ? 0 : (here[index] ?? 0) < (there[index] ?? 0) ? -1 : 1;
  });
}
