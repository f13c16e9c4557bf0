import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';

/**
 * Says before the work whether its result can be written at `path`: nothing but an ordinary file is replaced, and never
 * the file that is being read. Throws a CommandFailure.
 */
export function checkOutput(path: string, input?: string): void {
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw new CommandFailure(1, `${path} 是文件夹，不是文件`);
    const read = input === undefined ? undefined : statSync(input, { throwIfNoEntry: false });
    const target = statSync(path, { throwIfNoEntry: false });
    // The same file under another name, by a link or by letters of another case, is the same file still.
    if (read && target && read.dev === target.dev && read.ino === target.ino) {
      throw new CommandFailure(1, `${path} 就是要读入的文件，没有改动它。请把结果写到另一个文件`);
    }
    if (there?.isSymbolicLink()) throw new CommandFailure(1, `${path} 是链接，没有改动它。请写到普通文件`);
    if (there && !there.isFile()) throw new CommandFailure(1, `${path} 不是普通文件，没有改动它。请写到普通文件`);
    if (!statSync(dirname(path)).isDirectory()) {
      throw new CommandFailure(1, `没有 ${path} 所在的文件夹：它的上一级是一个文件`);
    }
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw fileFailure(error, path, 'write');
  }
}

/** Writes a file whole or not at all: temporary name, sync, rename. A failure leaves what was there and says why. */
export function writeOutput(path: string, content: string | Uint8Array): void {
  checkOutput(path);
  // A name of its own length: the file's may be as long as the system allows.
  const temporary = join(dirname(path), `.neikan-${randomUUID()}`);
  try {
    const descriptor = openSync(temporary, 'wx');
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw fileFailure(error, path, 'write');
  }
}

/** What cannot be cleaned up is left; the failure before it is what the person must hear of. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The disk has gone, or the folder may no longer be written.
  }
}
