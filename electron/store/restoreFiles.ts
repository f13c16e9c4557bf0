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

/** Where a backup is tried out; the next start removes what is left there. */
export function drillFolder(directory: string, id: string): string {
  return join(directory, `${drill}${id}`);
}

/** Whether anything of an office lies in the directory, whole or not. */
export function holdsOfficeFiles(directory: string): boolean {
  return readdirSync(directory).some(isOfficeFile);
}

/**
 * Puts the restored files in the place of what is there, which goes into a folder of its own, whole. Cut off at any moment
 * it is finished by `finishRestore`; where the system refuses a step, as on a full disk, the steps before it are taken back
 * and what was there is as it was. `wanted` names the folder, unless there is one of that name. Returns it, undefined where nothing was there. Throws the
 * system's error, or StoreError placingCutOff where the steps cannot be taken back either.
 */
export function placeRestored(directory: string, wanted: string): string | undefined {
  const stamp = freeStamp(directory, wanted);
  syncFolder(join(directory, writing));
  const back: (() => void)[] = [];
  const steps: Steps = {
    move(from, to) {
      renameSync(from, to);
      back.push(() => renameSync(to, from));
    },
    makeFolder(folder) {
      if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) back.push(() => rmdirSync(folder));
    },
    removeFolder(folder) {
      rmdirSync(folder);
      back.push(() => mkdirSync(folder, { mode: 0o700 }));
    },
  };
  try {
    steps.move(join(directory, writing), join(directory, `${ready}${stamp}`));
    syncFolder(directory);
    return place(directory, stamp, steps);
  } catch (error) {
    // Each step back leaves what the next start would have found after the step before it.
    try {
      for (const step of back.toReversed()) step();
      syncFolder(directory);
    } catch (cause) {
      throw placingCutOff(directory, cause);
    }
    throw error;
  }
}

/**
 * Throws StoreError placingCutOff where a restore is half in its place: until the next start has gone on with it, what lies in
 * the directory is neither office.
 */
export function refusePlacing(directory: string): void {
  const isHalf = readdirSync(directory).some((name) => name.startsWith(ready) || name.startsWith(placing));
  if (isHalf) throw placingCutOff(directory);
}

function placingCutOff(directory: string, cause?: unknown): StoreError {
  const text = `换下数据目录“${directory}”中的数据时中断，恢复的内容已经核对好。请退出程序，检查磁盘、腾出空间后再打开，程序会接着做完；在此以前不要移动其中的文件。`;
  return new StoreError('placingCutOff', text, { cause });
}

/** A clock that was set back comes to the same second twice: what was put aside then stays as it is. */
function freeStamp(directory: string, wanted: string): string {
  for (let count = 1; ; count += 1) {
    const stamp = count === 1 ? wanted : `${wanted}-${count}`;
    if (!existsSync(join(directory, `${aside}${stamp}`))) return stamp;
  }
}

/** What is done to the files of a directory, so that it can be taken back. */
interface Steps {
  readonly move: (from: string, to: string) => void;
  readonly makeFolder: (folder: string) => void;
  readonly removeFolder: (folder: string) => void;
}

/** At the start of the program nothing is taken back: the next start goes on. */
const forward: Steps = {
  move: renameSync,
  makeFolder: (folder) => mkdirSync(folder, { recursive: true, mode: 0o700 }),
  removeFolder: rmdirSync,
};

/** Finishes a restore that was cut off once its files were whole, and clears away what no longer means anything. */
export function finishRestore(directory: string): void {
  for (const name of readdirSync(directory)) {
    const mark = [ready, placing].find((one) => name.startsWith(one));
    if (mark !== undefined) place(directory, name.slice(mark.length), forward);
    if (name === writing || name.startsWith(drill)) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function place(directory: string, stamp: string, { move, makeFolder, removeFolder }: Steps): string | undefined {
  const from = join(directory, `${placing}${stamp}`);
  const kept = join(directory, `${aside}${stamp}`);
  if (!existsSync(from)) {
    for (const name of readdirSync(directory).filter(isOfficeFile)) {
      makeFolder(kept);
      move(join(directory, name), join(kept, name));
    }
    move(join(directory, `${ready}${stamp}`), from);
    syncFolder(directory);
  }
  // The keyring comes last: with it the office exists.
  const names = readdirSync(from).sort(
    (left, right) => Number(left === 'keyring.json') - Number(right === 'keyring.json'),
  );
  for (const name of names) move(join(from, name), join(directory, name));
  removeFolder(from);
  syncFolder(directory);
  return existsSync(kept) ? kept : undefined;
}

function isOfficeFile(name: string): boolean {
  return officeFiles.some((beginning) => name.startsWith(beginning));
}
