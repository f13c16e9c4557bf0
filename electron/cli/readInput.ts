import { readFileSync } from 'node:fs';
import { CommandFailure } from './commandFailure.ts';

/** The bytes of a file named on the command line; a CommandFailure says in Chinese why it cannot be read. */
export function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CommandFailure(1, `找不到 ${path}`);
    if (code === 'EISDIR') throw new CommandFailure(1, `${path} 是文件夹，不是文件`);
    if (code === 'EACCES') throw new CommandFailure(1, `没有读取 ${path} 的权限`);
    throw error;
  }
}
