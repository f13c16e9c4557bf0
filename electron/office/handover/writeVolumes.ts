import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createSM3 } from 'hash-wasm';
import type { SealedPackage } from '#formats/handover/sealPackage.ts';
import { readVolume, volumeFileName, volumeHeadText, volumeLengths } from '#formats/handover/volume.ts';
import { volumeVersionOf } from '#shared/handover/packageManifest.ts';
import { syncFolder } from '#store/writeFileDurably.ts';

export interface WrittenVolume {
  readonly path: string;
  readonly bytes: number;
}

export interface VolumeTarget {
  /** At most so many bytes in one file. */
  readonly volumeBytes: number;
  /** The folder of the medium that takes this volume, of so many bytes; the medium may be another each time. */
  readonly folderOf: (volume: number, volumes: number, bytes: number) => string | Promise<string>;
  /** The medium is taken out after each volume, which has its name by then. */
  readonly changesMedium?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Puts it on record: everything is written and read back, the names of the last folder's volumes are still hidden. */
  readonly record?: ((volumes: readonly WrittenVolume[]) => void) | undefined;
}

/** Stands before the name of a volume until it has been read back and is on record. */
const unfinishedVolume = '.neikan-handover-';

/** Of which package an unfinished volume is; '' where that cannot be told, undefined for any other file. */
export function unfinishedOf(name: string): string | undefined {
  if (!name.startsWith(unfinishedVolume)) return undefined;
  return /^([0-9a-f]{64})-[0-9]+$/.exec(name.slice(unfinishedVolume.length))?.[1] ?? '';
}

/** Gives an unfinished volume that is whole its name. Throws HandoverRefusal and the system's error. */
export async function nameVolume(folder: string, unfinished: string): Promise<void> {
  const temporary = join(folder, unfinished);
  const { head } = await readVolume(temporary);
  const path = join(folder, volumeFileName(head, head.volume, head.volumes));
  if (existsSync(path)) throw Object.assign(new Error(`${path} is there`), { code: 'EEXIST', syscall: 'open' });
  renameSync(temporary, path);
  syncFolder(folder);
}

/** A package is whole on its medium and on record; what gives its volumes their names has failed. */
export class UnnamedVolumes extends Error {
  constructor(cause: unknown) {
    super('volumes have no names yet', { cause });
  }
}

/**
 * Writes a package to one medium or several. A volume gets its name only after it was synced and read back byte by byte,
 * and those of one folder get theirs together, so nothing on a medium that looks like a package is half of one; a
 * failure removes what was written, unless it is on record: then it stays to be named. Throws the system's error.
 */
export async function writeVolumes(
  { manifest, hash, bytes, sealed }: SealedPackage,
  { volumeBytes, folderOf, changesMedium, signal, onBytes, record }: VolumeTarget,
): Promise<readonly WrittenVolume[]> {
  const lengths = volumeLengths(bytes, volumeBytes);
  const version = volumeVersionOf(manifest.kind);
  const source = sealed[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  const nextPiece = async (most: number): Promise<Uint8Array> => {
    while (rest.length === 0) {
      signal?.throwIfAborted();
      const { done, value } = await source.next();
      if (done) throw new Error('the envelope is shorter than was reckoned');
      rest = value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  };
  const written: WrittenVolume[] = [];
  let unnamed: { readonly temporary: string; readonly path: string }[] = [];
  let current: string | undefined;
  let isRecorded = false;
  const nameAll = () => {
    for (const { temporary, path } of unnamed) renameSync(temporary, path);
    if (current !== undefined) syncFolder(current);
    unnamed = [];
  };
  try {
    for (const [index, length] of lengths.entries()) {
      const volume = index + 1;
      if (changesMedium) nameAll();
      const folder = await folderOf(volume, lengths.length, length);
      if (folder !== current) nameAll();
      current = folder;
      const { outside } = manifest;
      const path = join(folder, volumeFileName(outside, volume, lengths.length));
      if (existsSync(path)) throw Object.assign(new Error(`${path} is there`), { code: 'EEXIST', syscall: 'open' });
      const temporary = join(folder, `${unfinishedVolume}${hash}-${volume}`);
      unnamed.push({ temporary, path });
      const head = volumeHeadText({ ...outside, volume, volumes: lengths.length, bytes: length }, version);
      const size = await writeVolume(temporary, head, length, nextPiece, onBytes);
      written.push({ path, bytes: size });
      signal?.throwIfAborted();
      const read = await readVolume(temporary);
      if (volumeHeadText(read.head, read.version) !== head)
        throw new Error(`${path} does not read back as it was written`);
    }
    record?.(written);
    isRecorded = record !== undefined;
    nameAll();
    return written;
  } catch (error) {
    if (isRecorded) throw new UnnamedVolumes(error);
    for (const { temporary } of unnamed) removeQuietly(temporary);
    removeVolumes(written);
    throw error;
  } finally {
    await source.return?.();
  }
}

async function writeVolume(
  temporary: string,
  head: string,
  length: number,
  nextPiece: (most: number) => Promise<Uint8Array>,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<number> {
  const hasher = await createSM3();
  const target = await open(temporary, 'wx', 0o600);
  let place = 0;
  const write = async (bytes: Uint8Array) => {
    let done = 0;
    while (done < bytes.length)
      done += (await target.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
    place += bytes.length;
  };
  try {
    const begun = Buffer.from(head, 'utf8');
    hasher.update(begun);
    await write(begun);
    for (let left = length; left > 0; ) {
      const piece = await nextPiece(left);
      hasher.update(piece);
      await write(piece);
      left -= piece.length;
      onBytes?.(piece.length);
    }
    await write(Buffer.from(hasher.digest('hex'), 'hex'));
    await target.sync();
  } finally {
    await target.close();
  }
  return place;
}

function removeVolumes(volumes: readonly WrittenVolume[]): void {
  for (const { path } of volumes) removeQuietly(path);
}

/** The medium may be gone; what is left on it then has no name that a reader takes. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}
