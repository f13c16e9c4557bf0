import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { CommandFailure } from './commandFailure.ts';

/** Writes a file whole or not at all: temporary name, sync, rename. A failure leaves what was there and says why. */
export function writeOutput(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.writing`;
  try {
    const descriptor = openSync(temporary, 'w');
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new CommandFailure(1, `磁盘已满，没有写入 ${path}`);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CommandFailure(1, `没有 ${path} 所在的文件夹`);
    if (code === 'EACCES' || code === 'EROFS') throw new CommandFailure(1, `没有写入 ${path} 的权限`);
    throw error;
  }
}
