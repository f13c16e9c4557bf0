import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { CommandFailure } from './commandFailure.ts';
import { writeOutput } from './writeOutput.ts';

/**
 * Writes a folder of files whole or not at all. An earlier export at the same place is replaced; anything else there is
 * left alone and named.
 */
export function writeFolder(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): void {
  if (existsSync(folder) && !readdirSync(folder).includes(manifestName)) {
    throw new CommandFailure(1, `${folder} 已经存在，里面不是导出的刊期，没有改动它`);
  }
  const temporary = `${folder}.writing`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(temporary);
  try {
    for (const { name, bytes } of files) writeOutput(join(temporary, name), bytes);
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}
