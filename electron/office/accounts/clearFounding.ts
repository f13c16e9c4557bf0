import { rmSync } from 'node:fs';
import type { DataFiles } from '#store/dataDirectory.ts';

/** Takes away what a founding left that was cut off, but for its mark, and the tries at it; to be asked where no office is. */
export function clearFounding({ register, content, keyring, attempts }: DataFiles): void {
  for (const file of [register, content]) {
    for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
  }
  for (const file of [unfinishedKeyring(keyring), attempts]) rmSync(file, { force: true });
}

/** Where a founding puts the keyring together. */
export function unfinishedKeyring(keyring: string): string {
  return `${keyring}.founding`;
}
