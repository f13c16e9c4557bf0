import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { backupFileNames, backupManifestName } from '#shared/backup/backupManifest.ts';
import { OfficeError } from '../officeError.ts';

/** Stands before the name of a backup until it is whole, and of one that is being removed. */
const unfinishedMark = '.neikan-backup-';

/** Where a backup is put together; hidden, and no backup until it gets its name. */
export function unfinishedPath(folder: string, id: string): string {
  return join(folder, `${unfinishedMark}${id}`);
}

/** Room for the manifest, the keyring and what the file system itself needs. */
const besideBases = 1 << 20;

/**
 * The folder in which a backup may be made, as the system itself names it. Throws OfficeError where it is missing, may not
 * be written, lies inside the data directory, or has no room for `bytes`.
 */
export function requireMedium(folder: string, dataDirectory: string, bytes: number): string {
  const path = tellMedium(folder, () => {
    const real = realpathSync(resolve(folder));
    if (!statSync(real).isDirectory()) throw new OfficeError('notFound', `“${folder}”不是文件夹。请另选一个位置。`);
    accessSync(real, constants.W_OK);
    return real;
  });
  const data = realpathSync(dataDirectory);
  if (path === data || path.startsWith(data.endsWith(sep) ? data : `${data}${sep}`)) {
    throw new OfficeError('illegalState', '备份不能放在数据目录里：磁盘坏了会一起丢失。请选移动介质或另一块磁盘。');
  }
  const needed = bytes + besideBases;
  const { bavail, bsize } = tellMedium(folder, () => statfsSync(path));
  if (bavail * bsize < needed) {
    const text = `“${folder}”的剩余空间不够：要${megabytes(needed)}，只有${megabytes(bavail * bsize)}。没有备份，请换一个位置或腾出空间。`;
    throw new OfficeError('diskFull', text);
  }
  return path;
}

/** Takes away what a backup that was cut off has left in a folder; what is not of that kind stays. */
export function clearUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(unfinishedMark)) removeBackupFiles(join(folder, name));
  }
}

/**
 * Removes the files of a backup and its folder; a file that is no part of a backup stays, and the folder with it. A link
 * that somebody has put there is not followed: it may lead to the office's own data.
 */
export function removeBackupFiles(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of [backupManifestName, ...backupFileNames]) {
    for (const part of [name, `${name}.writing`, `${name}-journal`, `${name}-shm`])
      rmSync(join(path, part), { force: true });
  }
  if (readdirSync(path).length === 0) rmdirSync(path);
}

/** Removes a whole backup: it ceases to be one before the first of its files goes. */
export function removeBackup(path: string, folder: string, id: string): void {
  const removing = unfinishedPath(folder, id);
  renameSync(path, removing);
  removeBackupFiles(removing);
}

/** Does work on the medium and says in words why it could not be done. Throws OfficeError, or what it does not know. */
export function tellMedium<Value>(folder: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw explainedMedium(folder, error);
  }
}

/** As `tellMedium` for an error that was caught. */
export function explainedMedium(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof OfficeError || code === '') return error;
  if (['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'].includes(code)) {
    return new OfficeError('diskFull', `“${folder}”已满，没有备份成，已写的部分已经清除。请腾出空间或换一个位置。`);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new OfficeError('dataDamaged', '数据文件有损坏的地方，没有备份成；以前的备份都还在。请先做完整检查。');
  }
  if (['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY'].includes(code)) {
    return new OfficeError('forbidden', `不能在“${folder}”中写入：没有权限，或介质是只读的。请换一个位置。`);
  }
  if (!existsSync(folder)) {
    return new OfficeError('notFound', `找不到“${folder}”，介质可能已经取出。没有备份成；插好后请再试一次。`);
  }
  if (/^(ENOENT|ENODEV|ENXIO|EIO|ENOTDIR|ESTALE|ENOTCONN|SQLITE_IOERR|SQLITE_CANTOPEN)/.test(code)) {
    return new OfficeError('notFound', `读写“${folder}”时出错，没有备份成。介质可能已经取出或损坏，请检查后再试。`);
  }
  return error;
}

function megabytes(bytes: number): string {
  return `${Math.max(0.1, bytes / 1_000_000).toFixed(1)} MB`;
}
