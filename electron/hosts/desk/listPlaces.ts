import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Place } from '#shared/contract/deskCommands.ts';

/** Where a person keeps files: home, its usual folders, and the media that are plugged in. */
export function listPlaces(): Place[] {
  const home = homedir();
  const places: Place[] = [{ name: '主目录', path: home, kind: 'home' }];
  const add = (name: string, kind: Place['kind'], ...names: readonly string[]) => {
    const path = names.map((one) => join(home, one)).find((one) => existsSync(one));
    if (path) places.push({ name, path, kind });
  };
  add('桌面', 'desktop', '桌面', 'Desktop');
  add('文档', 'documents', '文档', 'Documents');
  const user = basename(home);
  for (const folder of [`/media/${user}`, `/run/media/${user}`, '/media', '/mnt']) {
    for (const name of foldersIn(folder)) {
      const path = join(folder, name);
      if (name !== user && !places.some((place) => place.path === path)) places.push({ name, path, kind: 'medium' });
    }
  }
  if (process.platform === 'win32') {
    for (const letter of 'DEFGHIJ') {
      const path = `${letter}:\\`;
      if (existsSync(path)) places.push({ name: `${letter}盘`, path, kind: 'medium' });
    }
  }
  places.push({ name: '计算机', path: resolve('/'), kind: 'computer' });
  return places;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return []; // A place that is not there on this machine.
  }
}
