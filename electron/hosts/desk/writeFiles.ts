import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DeskError } from './deskError.ts';
import { checkFileName, checkFileNames } from './fileNames.ts';
import { tellWhy } from './tellWhy.ts';

export interface WriteRequest {
  readonly path: string;
  /** A folder to make for the files; without it they go into `path` itself. */
  readonly folderName?: string | undefined;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly replace: boolean;
}

/** Beside the files until they are whole; a hidden folder that a break-off leaves is cleared by the next write. */
const workName = '.neikan.writing';

/**
 * Writes files under temporary names, syncs them and reads their sizes back, then gives them their names: whole or not
 * at all. What was there under the same names is only put aside until then and comes back where something fails; it goes
 * altogether once the new files stand, and only if it may be replaced. Throws DeskError.
 */
export function writeFiles({ path, folderName, files, replace }: WriteRequest): { path: string } {
  checkFileNames(files.map(({ name }) => name));
  if (folderName !== undefined) checkFileName(folderName);
  const parent = resolve(path);
  const names = folderName === undefined ? files.map(({ name }) => name) : [folderName];
  const taken = names.filter((name) => existsSync(join(parent, name)));
  if (taken[0] !== undefined && !replace) {
    throw new DeskError('nameTaken', `“${parent}”中已经有“${taken[0]}”，没有改动它。`, { name: taken[0] });
  }
  const work = join(parent, workName);
  const fresh = join(work, 'new');
  tellWhy(parent, () => {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work);
    try {
      const folder = folderName === undefined ? fresh : join(fresh, folderName);
      mkdirSync(folder, { recursive: true });
      for (const { name, bytes } of files) writeWhole(join(folder, name), bytes);
      putInPlace(parent, work, names, taken);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    syncFolder(parent);
  });
  const only = names.length === 1 ? names[0] : undefined;
  return { path: only === undefined ? parent : join(parent, only) };
}

/** Old ones aside, new ones in; at the first failure everything goes back to where it was. */
function putInPlace(parent: string, work: string, names: readonly string[], taken: readonly string[]): void {
  const old = join(work, 'old');
  const moved: (readonly [string, string])[] = [];
  const move = (from: string, to: string) => {
    renameSync(from, to);
    moved.push([from, to]);
  };
  mkdirSync(old);
  try {
    for (const name of taken) move(join(parent, name), join(old, name));
    for (const name of names) move(join(work, 'new', name), join(parent, name));
  } catch (error) {
    for (const [from, to] of moved.reverse()) renameSync(to, from);
    throw error;
  }
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

/** So that a medium pulled out right after "saved" has the names as well. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
