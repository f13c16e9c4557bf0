import { readFileSync, statSync } from 'node:fs';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';

/** The bytes of a file named on the command line; a CommandFailure says in Chinese why it cannot be read. */
export function readInput(path: string): Uint8Array {
  try {
    const stat = statSync(path);
    // A device may never end.
    if (!stat.isFile() && !stat.isDirectory() && !stat.isFIFO()) throw new CommandFailure(1, `${path} 不是普通文件`);
    return readFileSync(path);
  } catch (error) {
    throw fileFailure(error, path, 'read');
  }
}
