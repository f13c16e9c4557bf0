import { existsSync, statfsSync } from 'node:fs';
import { sep } from 'node:path';
import { StoreError } from '#store/storeError.ts';
import { OfficeError } from '../officeError.ts';

/** A backup is being written into the data directory's disk, in earnest or to be tried out. */
export interface Restoring {
  readonly work: 'restore' | 'drill';
  readonly directory: string;
  /** The backup, which may lie on a medium. */
  readonly path: string;
  /** What its files take. */
  readonly bytes: number;
}

const fullCodes: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'];
const forbiddenCodes: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];

/** What stands after each refusal: nothing has happened to what was there. */
const nothingDone = {
  restore: '没有恢复，现有数据没有变化，已复制的部分已经清除。',
  drill: '没有试成，备份和现有数据都没有变化，临时的文件已经清除。',
} as const;
const nouns = { restore: '恢复', drill: '试恢复' } as const;

/** Throws diskFull where the disk of the data directory has no room for the backup. */
export function requireRoom(restoring: Restoring): void {
  if (freeOn(restoring.directory) < neededBy(restoring)) throw full(restoring);
}

/**
 * Says what kept a backup from being restored or tried out, in words of that: which disk, how much is needed, and what has
 * become of what was there. Gives back what it does not know.
 */
export function restoringFailure(restoring: Restoring, error: unknown): unknown {
  const { work, directory, path } = restoring;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof OfficeError || error instanceof StoreError || code === '') return error;
  if (fullCodes.includes(code)) return full(restoring);
  if (!existsSync(path)) {
    const text = `找不到“${path}”，介质可能已经取出。${nothingDone[work]}插好后请再试一次。`;
    return new OfficeError('notFound', text);
  }
  if (code === 'ENOTDIR') return new OfficeError('notFound', `“${path}”不是文件夹。请另选一个位置。`);
  if (forbiddenCodes.includes(code)) {
    const text = isIn(directory, error)
      ? `不能在数据目录“${directory}”中写入：没有权限，或磁盘是只读的。${nothingDone[work]}`
      : `没有读取“${path}”的权限。${nothingDone[work]}`;
    return new OfficeError('forbidden', text);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    const text = `“${path}”中的库有损坏的页，不能用来恢复。${nothingDone[work]}请用另一份备份。`;
    return new OfficeError('dataDamaged', text);
  }
  if (/^(ENOENT|ENODEV|ENXIO|EIO|ESTALE|ENOTCONN|SQLITE_IOERR)/.test(code)) {
    const text = isIn(directory, error)
      ? `读写数据目录“${directory}”时磁盘出错。${nothingDone[work]}请检查磁盘。`
      : `读“${path}”时出错，介质可能已经取出或损坏。${nothingDone[work]}请检查后再试。`;
    return new OfficeError('notFound', text);
  }
  return error;
}

function full(restoring: Restoring): OfficeError {
  const { work, directory } = restoring;
  const text = `数据目录“${directory}”所在的磁盘空间不够：${nouns[work]}要${megabytes(neededBy(restoring))}，只有${megabytes(freeOn(directory))}。${nothingDone[work]}请腾出空间后再试。`;
  return new OfficeError('diskFull', text);
}

/** The bases' logs, a migration of an older base and what the file system itself needs come on top. */
function neededBy({ bytes }: Restoring): number {
  return bytes + (2 << 20);
}

function freeOn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** SQLite names no file; while a backup is restored it writes only in the data directory. */
function isIn(directory: string, error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && String(error.code).startsWith('SQLITE_')) return true;
  return ['path', 'dest'].some((name) => {
    const path = (error as unknown as Readonly<Record<string, unknown>>)[name];
    return typeof path === 'string' && (path === directory || path.startsWith(`${directory}${sep}`));
  });
}

function megabytes(bytes: number): string {
  return `${Math.max(0.1, bytes / 1_000_000).toFixed(1)} MB`;
}
