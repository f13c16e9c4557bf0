import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { mediumError } from '../handover/handoverMedium.ts';
import { OfficeError } from '../officeError.ts';

export interface FolderFile {
  /** Below the folder, parted by '/'. */
  readonly path: string;
  readonly bytes: number;
}

export interface ScannedFolder {
  readonly folder: string;
  readonly files: readonly FolderFile[];
  /** Files of other kinds: pictures, lists, what a system keeps for itself. */
  readonly leftOut: number;
}

/** What is read, and what is noted with the reason why it cannot be. */
const extensions: ReadonlySet<string> = new Set(['.docx', '.txt', '.pdf', '.doc', '.wps', '.rtf']);
const mostFiles = 5000;
const deepest = 32;

/** Every file of a folder that may hold an issue, by name. Throws OfficeError where the folder is none, empty or too full. */
export function scanFolder(folder: string, dataDirectory: string): ScannedFolder {
  try {
    const root = realFolder(folder, dataDirectory);
    const files: FolderFile[] = [];
    let leftOut = 0;
    const walk = (below: string, depth: number) => {
      for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        // What begins so is a system's own, or the trace of a file that is open in Word.
        if (/^(?:\.|~\$)/.test(entry.name)) continue;
        if (entry.isDirectory() && depth < deepest) walk(path, depth + 1);
        else if (entry.isFile() && extensions.has(extname(entry.name).toLowerCase())) {
          files.push({ path, bytes: lstatSync(join(root, path)).size });
        } else leftOut += 1;
        if (files.length > mostFiles) throw tooMany();
      }
    };
    walk('', 0);
    if (files.length === 0) {
      throw new OfficeError('notFound', `“${folder}”里没有可以导入的文件（.docx、.txt、.pdf）。请另选一个文件夹。`);
    }
    const byName = new Intl.Collator('zh', { numeric: true });
    return { folder: root, files: files.sort((one, other) => byName.compare(one.path, other.path)), leftOut };
  } catch (error) {
    throw error instanceof OfficeError ? error : mediumError(folder, error);
  }
}

/** A folder as the system itself names it. Throws OfficeError or an error of the system. */
export function realFolder(folder: string, dataDirectory: string): string {
  const root = realpathSync(resolve(folder));
  if (!statSync(root).isDirectory()) {
    throw new OfficeError('notFound', `“${folder}”不是文件夹。请另选一个位置。`);
  }
  const data = realpathSync(dataDirectory);
  if (root === data || root.startsWith(`${data}${sep}`)) {
    throw new OfficeError('illegalState', '数据目录里没有可以导入的刊物。请选存放以往刊期的文件夹。');
  }
  return root;
}

function tooMany(): OfficeError {
  return new OfficeError('illegalState', `文件夹里的文件超过${mostFiles}个，一次导不完。请分成几个文件夹，分批导入。`);
}
