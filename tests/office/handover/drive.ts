import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../store/temporaryFolder.ts';

/** One drive: what lies on it is one of several media, which are put in and taken out. */
export function drive() {
  const shelf = temporaryFolder();
  const path = join(temporaryFolder(), 'drive');
  mkdirSync(path);
  return {
    path,
    files: () => readdirSync(path).sort(),
    /** Takes out what is in and puts in the medium of this name, a new one where there is none yet. */
    change(out: string, next: string) {
      renameSync(path, join(shelf, out));
      if (existsSync(join(shelf, next))) renameSync(join(shelf, next), path);
      else mkdirSync(path);
    },
  };
}
