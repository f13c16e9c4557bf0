import { accessSync, constants, existsSync, readdirSync, realpathSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { OfficeError } from '../officeError.ts';
import { refusalError } from './tellRefusal.ts';
import { nameVolume, UnnamedVolumes, unfinishedOf } from './writeVolumes.ts';

/** For the heads of the volumes and what the file system itself needs. */
const besidePackage = 1 << 20;

/**
 * The folder of a medium that packages are written to, as the system itself names it. Throws OfficeError where it is missing,
 * may not be written or lies inside the data directory.
 */
export function requireFolder(folder: string, dataDirectory: string): string {
  const path = tellMedium(folder, () => {
    const real = realpathSync(resolve(folder));
    if (!statSync(real).isDirectory()) throw new OfficeError('notFound', `“${folder}”不是文件夹。请另选一个位置。`);
    accessSync(real, constants.W_OK);
    return real;
  });
  const data = realpathSync(dataDirectory);
  if (path === data || path.startsWith(data.endsWith(sep) ? data : `${data}${sep}`)) {
    throw new OfficeError('illegalState', '交接包不能写在数据目录里。请选移动介质上的文件夹。');
  }
  return path;
}

/**
 * Settles what a writing that was cut off has left in a folder: what is on record gets its name, so that the chain has it;
 * anything else is taken away.
 */
export async function settleUnfinished(path: string, isWritten: (hash: string) => boolean): Promise<void> {
  const found = tellMedium(path, () => readdirSync(path));
  for (const name of found) {
    const hash = unfinishedOf(name);
    if (hash === undefined) continue;
    try {
      if (isWritten(hash)) await nameVolume(path, name);
      else rmSync(join(path, name), { force: true });
    } catch (error) {
      throw mediumError(join(path, name), error);
    }
  }
}

/** Throws diskFull where so many bytes do not fit any more. */
export function requireRoom(folder: string, bytes: number): void {
  const free = freeBytes(folder);
  const needed = bytes + besidePackage;
  if (free >= needed) return;
  throw new OfficeError(
    'diskFull',
    `“${folder}”的剩余空间不够：要${megabytes(needed)}，只有${megabytes(free)}。没有写，请换一个介质或腾出空间。`,
  );
}

/** The bytes of a package that a folder still takes; undefined where the system does not tell. */
export function roomIn(folder: string): number | undefined {
  try {
    return Math.max(0, freeBytes(folder) - besidePackage);
  } catch {
    // Whoever writes there is told what is wrong with it.
    return undefined;
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = tellMedium(folder, () => statfsSync(folder));
  return bavail * bsize;
}

/** Throws diskFull where the disk of the data directory does not take a package and the log of its writing. */
export function requireDataRoom(directory: string, bytes: number): void {
  const needed = 2 * bytes + besidePackage;
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize >= needed) return;
  throw new OfficeError(
    'diskFull',
    `数据目录所在磁盘的剩余空间不够：收这个交接包要${megabytes(needed)}，只有${megabytes(bavail * bsize)}。没有收，请腾出空间后再试。`,
  );
}

export function megabytes(bytes: number): string {
  return `${Math.max(0.1, bytes / 1_000_000).toFixed(1)} MB`;
}

function tellMedium<Value>(folder: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw mediumError(folder, error);
  }
}

/** What a medium refused, or what is wrong with a package on it, in words; an error of another kind as it is, for `throw`. */
export function mediumError(folderOrFile: string, error: unknown): unknown {
  if (error instanceof UnnamedVolumes) {
    const text = `交接包已写进“${folderOrFile}”并已登记，但介质在最后一步出错，包还没有名称，不能用。请把这个介质插好，再往同一个文件夹写一次：这一包会先补上名称。`;
    return new OfficeError('conflict', text);
  }
  if (!isOfSystem(error)) return refusalError(error);
  const { code } = error;
  const place = error.path ?? folderOrFile;
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new OfficeError('diskFull', `“${folderOrFile}”已满，没有写成，已写的部分已经清除。请换一个介质或腾出空间。`);
  }
  if (code === 'EEXIST') {
    return new OfficeError('nameTaken', `“${folderOrFile}”中已有同名的文件，没有改动它。请再试一次。`);
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new OfficeError('forbidden', `不能读写“${place}”：没有权限，或介质是只读的。请换一个位置。`);
  }
  if (!existsSync(place)) return new OfficeError('notFound', `找不到“${place}”，介质可能已经取出。请插好后再试。`);
  return new OfficeError('notFound', `读写“${place}”时出错，没有办理。介质可能已经取出或损坏，请检查后再试。`);
}

/** A call of the system that failed, or one that no system takes, as for a path with a zero in it. */
function isOfSystem(error: unknown): error is Error & { readonly code: string; readonly path?: string } {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return 'syscall' in error || error.code === 'ERR_INVALID_ARG_VALUE';
}
