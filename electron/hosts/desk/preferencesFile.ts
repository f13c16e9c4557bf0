import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Preferences } from '#shared/contract/deskCommands.ts';
import { tellWhy } from './tellWhy.ts';

/** How the window was left. A file that is missing or not understood gives the defaults: nothing of value is in it. */
export function readPreferences(directory: string): Preferences {
  try {
    return Preferences.parse(JSON.parse(readFileSync(fileIn(directory), 'utf8')));
  } catch {
    return Preferences.parse({});
  }
}

/** Replaces the file in one step, for the person's eyes only. Throws DeskError. */
export function savePreferences(directory: string, preferences: Preferences): void {
  const temporary = `${fileIn(directory)}.writing`;
  tellWhy(directory, () => {
    writeFileSync(temporary, `${JSON.stringify(preferences, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, fileIn(directory));
  });
}

function fileIn(directory: string): string {
  return join(directory, 'preferences.json');
}
