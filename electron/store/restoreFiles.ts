import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupManifestName } from '#shared/backup/backupManifest.ts';
import { StoreError } from './storeError.ts';
import { syncFolder } from './writeFileDurably.ts';

/** Where restored files are put together; without meaning until it gets one of the other names. */
const writing = 'restore.writing';
/** Whole and proved: what is there is to be put aside. */
const ready = 'restore.ready-';
/** What was there is put aside: these are to take its place. */
const placing = 'restore.placing-';
const aside = '恢复前的数据-';
/** Where a backup is tried out. */
const drill = 'drill-';

/** The beginnings of the names of all files that are an office's; lock, log and the window's habits belong to the machine. */
const officeFiles = ['register.db', 'content.db', 'keyring.json', 'attempts.json', 'founding'];

/** Throws StoreError foreignFile for a backup: opened in its place it would no longer be what was signed. */
export function refuseBackup(directory: string): void {
  if (!existsSync(join(directory, backupManifestName))) return;
  const text = `“${directory}”是一份备份，不是数据目录，没有改动它。请另指一个数据目录，从备份恢复。`;
  throw new StoreError('foreignFile', text);
}

/** A new empty folder for restored files; what an earlier restore has left unfinished there is removed. */
export function createRestoreFolder(directory: string): string {
  const folder = join(directory, writing);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

export function removeRestoreFolder(directory: string): void {
  rmSync(join(directory, writing), { recursive: true, force: true });
}

/** A new empty folder to try a backup out in. */
export function createDrillFolder(directory: string, id: string): string {
  const folder = join(directory, `${drill}${id}`);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Whether anything of an office lies in the directory, whole or not. */
export function holdsOfficeFiles(directory: string): boolean {
  return readdirSync(directory).some(isOfficeFile);
}

/**
 * Puts the restored files in the place of what is there, which goes into a folder of its own, whole. Cut off at any moment
 * it is finished by `finishRestore`. `stamp` names the folder. Returns it, undefined where nothing was there.
 */
export function placeRestored(directory: string, stamp: string): string | undefined {
  syncFolder(join(directory, writing));
  renameSync(join(directory, writing), join(directory, `${ready}${stamp}`));
  syncFolder(directory);
  return place(directory, stamp);
}

/** Finishes a restore that was cut off once its files were whole, and clears away what no longer means anything. */
export function finishRestore(directory: string): void {
  for (const name of readdirSync(directory)) {
    const mark = [ready, placing].find((one) => name.startsWith(one));
    if (mark !== undefined) place(directory, name.slice(mark.length));
    if (name === writing || name.startsWith(drill)) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function place(directory: string, stamp: string): string | undefined {
  const from = join(directory, `${placing}${stamp}`);
  const kept = join(directory, `${aside}${stamp}`);
  if (!existsSync(from)) {
    for (const name of readdirSync(directory).filter(isOfficeFile)) {
      mkdirSync(kept, { recursive: true, mode: 0o700 });
      renameSync(join(directory, name), join(kept, name));
    }
    renameSync(join(directory, `${ready}${stamp}`), from);
    syncFolder(directory);
  }
  // The keyring comes last: with it the office exists.
  const names = readdirSync(from).sort(
    (left, right) => Number(left === 'keyring.json') - Number(right === 'keyring.json'),
  );
  for (const name of names) renameSync(join(from, name), join(directory, name));
  rmdirSync(from);
  syncFolder(directory);
  return existsSync(kept) ? kept : undefined;
}

function isOfficeFile(name: string): boolean {
  return officeFiles.some((beginning) => name.startsWith(beginning));
}
