import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findVolume, readVolume, type Volume } from '#formats/handover/volume.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { VolumeMark } from '#shared/handover/volumeHead.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { syncFolder } from '#store/writeFileDurably.ts';
import { changeContent, contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { mediumError, requireDataRoom } from './handoverMedium.ts';
import { requireOwnMachine } from './machineQueries.ts';

const ending = '.nkh';
const unfinished = '.writing';

export interface GatheringWatch {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Copies volumes of a package that lies on several media into the data directory, sealed as they are. Each was read to its end before
 * and is read again from its copy; all of them or none. Throws OfficeError.
 */
export async function gatherVolumes(
  context: OfficeContext,
  { files, medium }: { readonly files: readonly string[]; readonly medium: string },
  { signal, onBytes }: GatheringWatch = {},
): Promise<void> {
  contentOf(context);
  requireOwnMachine(sessionOf(context).register);
  const folder = context.environment.files.volumes;
  const [first = ''] = files;
  let mark: string | undefined;
  let atFile = first;
  const copied: { readonly volume: Volume; readonly temporary: string; readonly path: string }[] = [];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    clearUnfinished(context);
    for (const file of new Set(files)) {
      atFile = file;
      signal?.throwIfAborted();
      const volume = await readVolume(file);
      onBytes?.(volume.head.bytes);
      const { mark: ofFile, volume: number, volumes } = volume.head;
      mark ??= ofFile;
      if (ofFile !== mark) throw new HandoverRefusal('volumesMixed', { file: basename(file) });
      if (volumes === 1) throw new OfficeError('illegalState', '这个交接包只有一卷，可以直接收下。');
      const path = join(folder, `${mark}-${number}${ending}`);
      const known = await keptVolume(path);
      if (known?.tail === volume.tail) continue;
      if (known) throw new HandoverRefusal('volumeTwice', { numbers: [number] });
      requireDataRoom(context.environment.directory, volume.head.bytes);
      const temporary = `${path}${unfinished}`;
      copied.push({ volume, temporary, path });
      await copyFile(file, temporary, signal, onBytes);
      if ((await readVolume(temporary)).tail !== volume.tail) {
        throw new HandoverRefusal('damaged', { file: basename(file) });
      }
    }
    if (mark === undefined || copied.length === 0) return;
    const volumesOf = mark;
    changeContent(context, (_content, record) => {
      record('gatherVolumes', 'packages', {
        volumesOf,
        volumes: copied.map(({ volume }) => volume.head.volume),
        medium,
      });
      for (const { temporary, path } of copied) renameSync(temporary, path);
    });
    syncFolder(folder);
  } catch (error) {
    for (const { temporary, path } of copied) for (const left of [temporary, path]) rmSync(left, { force: true });
    throw mediumError(atFile, error);
  }
}

/** Gives up what was kept of a package. Throws notFound where nothing is. */
export function dropVolumes(context: OfficeContext, mark: string): void {
  const kept = pathsIn(context).filter((path) => markOf(path) === mark);
  if (kept.length === 0) throw new OfficeError('notFound', '没有先收下的这几卷。');
  changeContent(context, (_content, record) => record('dropVolumes', 'packages', { volumesOf: mark }));
  for (const path of kept) rmSync(path, { force: true });
}

/** The volumes that are kept, by their legible heads; what cannot be read as one is left out, what was cut off taken away. */
export async function gatheredVolumes(context: OfficeContext): Promise<readonly Volume[]> {
  clearUnfinished(context);
  const volumes: Volume[] = [];
  for (const path of pathsIn(context)) {
    try {
      volumes.push(await findVolume(path));
    } catch (error) {
      if (!(error instanceof HandoverRefusal)) throw mediumError(path, error);
    }
  }
  return volumes;
}

/** Whether a file is one of those that are kept here. */
export function isGathered(context: OfficeContext, path: string): boolean {
  return dirname(path) === context.environment.files.volumes;
}

/** Takes away those of a package that has been taken. */
export function clearGathered(context: OfficeContext, files: readonly string[]): void {
  const marks = new Set(files.filter((path) => isGathered(context, path)).map(markOf));
  for (const path of pathsIn(context)) if (marks.has(markOf(path))) rmSync(path, { force: true });
}

/** The media from which volumes of a package were taken before, in that order. */
export function gatheredMedia(content: ReadableDatabase, mark: string): readonly string[] {
  return content
    .prepare(
      `SELECT json_extract(details, '$.medium') FROM audit
       WHERE action = 'gatherVolumes' AND json_extract(details, '$.volumesOf') = ? ORDER BY sequence`,
    )
    .pluck()
    .all(mark) as readonly string[];
}

/** One command copies at a time: what another has left was cut off. */
function clearUnfinished(context: OfficeContext): void {
  for (const path of pathsIn(context, unfinished)) rmSync(path, { force: true });
}

function pathsIn({ environment }: OfficeContext, end = ending): readonly string[] {
  const { volumes: folder } = environment.files;
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(end) && VolumeMark.safeParse(name.split('-')[0]).success)
      .map((name) => join(folder, name));
  } catch (error) {
    // Made with the first volume.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw mediumError(folder, error);
  }
}

function markOf(path: string): string {
  return path.slice(dirname(path).length + 1).split('-')[0] ?? '';
}

async function keptVolume(path: string): Promise<Volume | undefined> {
  try {
    return await readVolume(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    // What was damaged here is copied anew.
    if (error instanceof HandoverRefusal) return undefined;
    throw error;
  }
}

async function copyFile(
  from: string,
  to: string,
  signal: AbortSignal | undefined,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  const target = await open(to, 'w', 0o600);
  try {
    for await (const piece of createReadStream(from, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      let done = 0;
      while (done < piece.length) done += (await target.write(piece, done)).bytesWritten;
      onBytes?.(piece.length);
    }
    await target.sync();
  } finally {
    await target.close();
  }
}
