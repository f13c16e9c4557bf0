import { DeskError } from './deskError.ts';

/** Does work on a folder and says in words why the machine refused it. Throws DeskError, or what it does not know. */
export function tellWhy<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw explained(path, error);
  }
}

function explained(path: string, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new DeskError('diskFull', `“${path}”所在的磁盘已满，没有写入。请腾出空间或换一个位置。`);
    case 'EACCES':
    case 'EPERM':
      return new DeskError('forbidden', `没有使用“${path}”的权限。请换一个位置。`);
    case 'EROFS':
      return new DeskError('forbidden', `“${path}”所在的介质是只读的，没有写入。请换一个位置。`);
    case 'ENOENT':
      return new DeskError('notFound', `找不到“${path}”。介质可能已经取出。`);
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
      return new DeskError('notFound', `读写“${path}”时出错，没有写入。介质可能已经取出或损坏。`);
    case 'ENOTDIR':
      return new DeskError('notFound', `“${path}”不是文件夹。`);
    case 'ENAMETOOLONG':
      return new DeskError('malformed', '名称太长，这里存不下。请用短一些的名称或换一个位置。');
    default:
      return error;
  }
}
