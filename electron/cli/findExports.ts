import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { fileFailure } from './fileFailure.ts';

export interface FoundExports {
  /** Folders that hold a manifest. */
  readonly exports: readonly string[];
  /** What lies beside them, or in them without being a file. */
  readonly strays: readonly string[];
}

/** The exported folders at or below a folder. Throws a CommandFailure where one of them cannot be read. */
export function findExports(folder: string): FoundExports {
  const entries = entriesOf(folder);
  const pathOf = ({ name }: Dirent) => join(folder, name);
  if (entries.some(({ name }) => name === manifestName)) {
    return { exports: [folder], strays: entries.filter((entry) => !entry.isFile()).map(pathOf) };
  }
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => findExports(pathOf(entry)));
  return {
    exports: below.flatMap(({ exports }) => exports),
    strays: [...entries.filter((entry) => !entry.isDirectory()).map(pathOf), ...below.flatMap(({ strays }) => strays)],
  };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw fileFailure(error, folder, 'read');
  }
}
