import { readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findVolume, requireAllVolumes, type Volume } from '#formats/handover/volume.ts';
import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { lookIntoPackage } from '../lazyFormats.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { mediumError } from './handoverMedium.ts';
import { requireOwnMachine } from './machineQueries.ts';
import { readingMachine } from './receivePackage.ts';

const ending = '.nkh';
/** No medium for hand-overs has more; looking at one is not to take minutes. */
const mostFolders = 200;
const mostFiles = 2000;

/** The packages in a folder and in those that are in it. Only their beginnings are read, and nothing is put on record. Throws OfficeError. */
export async function findPackages(context: OfficeContext, folder: string): Promise<FoundPackage[]> {
  requireOwnMachine(sessionOf(context).register);
  const found: FoundPackage[] = [];
  const packages = new Map<string, Volume[]>();
  let atFile = folder;
  try {
    for (const path of filesIn(realpathSync(resolve(folder)))) {
      atFile = path;
      try {
        const volume = await findVolume(path);
        const { mark } = volume.head;
        packages.set(mark, [...(packages.get(mark) ?? []), volume]);
      } catch (error) {
        if (!(error instanceof HandoverRefusal)) throw error;
        found.push({ files: [path], ...refused(error) });
      }
    }
    for (const volumes of packages.values()) found.push(await lookAt(context, volumes));
  } catch (error) {
    throw mediumError(atFile, error);
  }
  return found.sort(inTurn);
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
  const { date, receivers, volumes: count } = first.head;
  const there = new Set(volumes.map(({ head }) => head.volume));
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !there.has(number));
  const bytes = volumes.reduce((sum, { head }) => sum + head.bytes, 0);
  const outside = { date, receivers, volumes: count, missing, bytes };
  try {
    const { manifest, sender, place } = await lookIntoPackage(requireAllVolumes(volumes), readingMachine(context));
    const { kind, issue, person, at } = manifest;
    const inside = {
      kind,
      ...(issue === null ? {} : { issueId: issue }),
      sender: sender.name,
      person,
      at,
      sequence: place.sequence,
    };
    return { files, outside, inside, state: 'new' };
  } catch (error) {
    if (!(error instanceof HandoverRefusal)) throw error;
    return { files, outside, ...refused(error) };
  }
}

function refused(refusal: HandoverRefusal): Pick<FoundPackage, 'state' | 'reason' | 'message'> {
  const { reason, message } = refusal;
  if (reason === 'replayed') return { state: 'taken' };
  if (reason === 'foreignReceiver' || reason === 'ownPackage') return { state: 'forOthers' };
  return { state: 'refused', reason, message };
}

/** What can be taken first, in the order in which it was written. */
function inTurn(left: FoundPackage, right: FoundPackage): number {
  const rank = ({ state }: FoundPackage) => ['new', 'refused', 'taken', 'forOthers'].indexOf(state);
  const written = ({ inside, outside }: FoundPackage) => inside?.at ?? outside?.date ?? '';
  return rank(left) - rank(right) || (written(left) < written(right) ? -1 : 1);
}
