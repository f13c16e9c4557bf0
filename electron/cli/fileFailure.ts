import { CommandFailure } from './commandFailure.ts';

type Reasons = Readonly<Record<string, (path: string) => string>>;

const always: Reasons = {
  ENAMETOOLONG: (path) => `路径或文件名太长，请缩短后再试：${path}`,
  ELOOP: (path) => `${path} 是互相指向的链接，找不到真正的文件`,
  EMFILE: (path) => `打开的文件太多，没有办理 ${path}。请关闭一些程序后再试`,
  ENFILE: (path) => `打开的文件太多，没有办理 ${path}。请关闭一些程序后再试`,
  EBUSY: (path) => `${path} 正由别的程序使用。请关闭那个程序后再试`,
  EIO: (path) => `读写 ${path} 时磁盘出错。请检查磁盘，或换一个位置`,
};

const ofReading: Reasons = {
  ...always,
  ENOENT: (path) => `找不到 ${path}`,
  ENOTDIR: (path) => `找不到 ${path}：它的上一级不是文件夹`,
  EISDIR: (path) => `${path} 是文件夹，不是文件`,
  EACCES: (path) => `没有读取 ${path} 的权限`,
  EPERM: (path) => `没有读取 ${path} 的权限`,
  ERR_FS_FILE_TOO_LARGE: (path) => `${path} 太大，不能读入`,
};

const ofWriting: Reasons = {
  ...always,
  ENOENT: (path) => `没有 ${path} 所在的文件夹，请先建好`,
  ENOTDIR: (path) => `没有 ${path} 所在的文件夹：它的上一级是一个文件`,
  EISDIR: (path) => `${path} 是文件夹，不是文件`,
  EEXIST: (path) => `${path} 已经存在，没有改动它`,
  EACCES: (path) => `没有写入 ${path} 的权限`,
  EPERM: (path) => `没有写入 ${path} 的权限`,
  EROFS: (path) => `${path} 在只读的磁盘上，不能写入`,
  ENOSPC: (path) => `磁盘已满，没有写入 ${path}`,
  EDQUOT: (path) => `磁盘配额已用完，没有写入 ${path}`,
};

/**
 * What the system refused to do with a file, as a CommandFailure in Chinese; an error of another kind is given back as it
 * is, for `throw`.
 */
export function fileFailure(error: unknown, path: string, purpose: 'read' | 'write'): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons = purpose === 'read' ? ofReading : ofWriting;
  return Object.hasOwn(reasons, code) && reasons[code]
    ? new CommandFailure(1, reasons[code](path), { cause: error })
    : error;
}
