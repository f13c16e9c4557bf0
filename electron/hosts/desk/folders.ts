import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FolderEntry } from '#shared/contract/deskCommands.ts';
import { DeskError } from './deskError.ts';
import { checkFileName } from './fileNames.ts';
import { tellWhy } from './tellWhy.ts';

export interface FolderContents {
  path: string;
  parent?: string;
  isWritable: boolean;
  whyNotWritable?: string;
  entries: FolderEntry[];
}

/** Folders first, hidden ones left out, by name in Chinese order. Throws DeskError. */
export function listFolder(path: string): FolderContents {
  const folder = resolve(path);
  const entries = tellWhy(folder, () => readdirSync(folder))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => entryAt(folder, name))
    .sort((left, right) =>
      left.kind === right.kind ? left.name.localeCompare(right.name, 'zh-CN') : left.kind === 'folder' ? -1 : 1,
    );
  const parent = dirname(folder);
  const whyNotWritable = refusalToWrite(folder);
  return {
    path: folder,
    ...(parent === folder ? {} : { parent }),
    isWritable: whyNotWritable === undefined,
    ...(whyNotWritable === undefined ? {} : { whyNotWritable }),
    entries,
  };
}

/** Throws DeskError. */
export function makeFolder(path: string, name: string): { path: string } {
  checkFileName(name);
  const folder = join(resolve(path), name);
  if (existsSync(folder)) throw new DeskError('nameTaken', `这里已经有“${name}”。`);
  tellWhy(folder, () => mkdirSync(folder));
  return { path: folder };
}

/** Links are followed: a folder behind one is a folder. What leads nowhere or is neither file nor folder is left out. */
function entryAt(folder: string, name: string): FolderEntry[] {
  const path = join(folder, name);
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return [{ name, path, kind: 'folder', bytes: 0 }];
    return stat.isFile() ? [{ name, path, kind: 'file', bytes: stat.size }] : [];
  } catch {
    return []; // Gone meanwhile, or a link to nothing.
  }
}

function refusalToWrite(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS'
      ? '这个位置在只读的介质上，不能写入。请换一个位置。'
      : '没有写入这个文件夹的权限。请换一个位置。';
  }
}
