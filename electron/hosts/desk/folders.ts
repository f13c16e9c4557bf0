import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { FolderEntry, Place } from '#shared/contract/deskCommands.ts';
import { DeskError } from './deskError.ts';

/** Where a person keeps files: home, its usual folders, and the media that are plugged in. */
export function listPlaces(): Place[] {
  const home = homedir();
  const places: Place[] = [{ name: '主目录', path: home, kind: 'home' }];
  const add = (name: string, kind: Place['kind'], ...names: readonly string[]) => {
    const path = names.map((one) => join(home, one)).find((one) => existsSync(one));
    if (path) places.push({ name, path, kind });
  };
  add('桌面', 'desktop', '桌面', 'Desktop');
  add('文档', 'documents', '文档', 'Documents');
  const user = basename(home);
  for (const folder of [`/media/${user}`, `/run/media/${user}`, '/media', '/mnt']) {
    for (const name of foldersIn(folder)) {
      const path = join(folder, name);
      if (name !== user && !places.some((place) => place.path === path)) places.push({ name, path, kind: 'medium' });
    }
  }
  if (process.platform === 'win32') {
    for (const letter of 'DEFGHIJ') {
      const path = `${letter}:\\`;
      if (existsSync(path)) places.push({ name: `${letter}盘`, path, kind: 'medium' });
    }
  }
  places.push({ name: '计算机', path: resolve('/'), kind: 'computer' });
  return places;
}

/** Folders first, hidden ones left out, by name in Chinese order. Throws DeskError. */
export function listFolder(path: string): {
  path: string;
  parent?: string;
  isWritable: boolean;
  entries: FolderEntry[];
} {
  const folder = resolve(path);
  const entries = readFolder(folder)
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
    .map((entry): FolderEntry => {
      const at = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      return { name: entry.name, path: at, kind: isFolder ? 'folder' : 'file', bytes: isFolder ? 0 : sizeOf(at) };
    })
    .sort((left, right) =>
      left.kind === right.kind ? left.name.localeCompare(right.name, 'zh-CN') : left.kind === 'folder' ? -1 : 1,
    );
  const parent = dirname(folder);
  return { path: folder, ...(parent === folder ? {} : { parent }), isWritable: isWritable(folder), entries };
}

export function makeFolder(path: string, name: string): { path: string } {
  const folder = join(resolve(path), name);
  if (existsSync(folder)) throw new DeskError('nameTaken', `这里已经有“${name}”。`);
  tellWhy(folder, () => mkdirSync(folder));
  return { path: folder };
}

export interface WriteRequest {
  readonly path: string;
  /** A folder to make for the files; without it they go into `path` itself. */
  readonly folderName?: string | undefined;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly replace: boolean;
}

/**
 * Writes files under temporary names, syncs them and reads their sizes back, then gives them their names: whole or not
 * at all. What was there under the same names stays until then, and altogether unless it may be replaced.
 */
export function writeFiles({ path, folderName, files, replace }: WriteRequest): { path: string } {
  const parent = resolve(path);
  const target = folderName === undefined ? parent : join(parent, folderName);
  const taken =
    folderName === undefined
      ? files.map(({ name }) => join(parent, name)).filter((file) => existsSync(file))
      : [target];
  const existing = taken.find((file) => existsSync(file));
  if (existing && !replace) {
    throw new DeskError('nameTaken', `“${parent}”中已经有“${basename(existing)}”，没有改动它。`, {
      name: basename(existing),
    });
  }
  const temporary = join(parent, `.${folderName ?? 'neikan'}.writing`);
  tellWhy(parent, () => {
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary);
    try {
      for (const { name, bytes } of files) writeWhole(join(temporary, name), bytes);
      if (folderName === undefined) {
        for (const { name } of files) renameSync(join(temporary, name), join(parent, name));
        rmSync(temporary, { recursive: true, force: true });
      } else {
        rmSync(target, { recursive: true, force: true });
        renameSync(temporary, target);
      }
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true });
      throw error;
    }
  });
  return { path: target };
}

function writeWhole(file: string, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'wx');
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (statSync(file).size !== bytes.length) throw new DeskError('failed', `“${basename(file)}”没有写完整。`);
}

function readFolder(folder: string) {
  return tellWhy(folder, () => readdirSync(folder, { withFileTypes: true }));
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return []; // A place that is not there on this machine.
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function tellWhy<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC')
      throw new DeskError('diskFull', `“${path}”所在的磁盘已满，没有写入。请腾出空间或换一个位置。`);
    if (code === 'EACCES' || code === 'EPERM')
      throw new DeskError('forbidden', `没有使用“${path}”的权限。请换一个位置。`);
    if (code === 'EROFS') throw new DeskError('forbidden', `“${path}”所在的介质是只读的，没有写入。请换一个位置。`);
    if (code === 'ENOENT') throw new DeskError('notFound', `找不到“${path}”。介质可能已经取出。`);
    if (code === 'ENOTDIR') throw new DeskError('notFound', `“${path}”不是文件夹。`);
    throw error;
  }
}
