import { closeSync, openSync, writeSync } from 'node:fs';

/** Takes every block that is left on the disk of this file. */
export function fillDisk(filler: string): void {
  const descriptor = openSync(filler, 'a');
  const block = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(descriptor, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}
