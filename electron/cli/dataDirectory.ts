import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';

const fileNames = {
  'keyring.json': '钥匙文件',
  'register.db': '登记库',
  'content.db': '稿件库',
} as const;

/** Whether a folder is the data directory of an office, whole or not, rather than something it has exported. */
export function isDataDirectory(path: string): boolean {
  return Object.keys(fileNames).some((name) => existsSync(join(path, name)));
}

/** Throws a CommandFailure that names which file of a data directory is missing or is none, before anybody is asked anything. */
export function checkDataDirectory(directory: string): void {
  try {
    if (!statSync(directory).isDirectory()) throw new CommandFailure(1, `${directory} 是文件，不是数据目录`);
    if (!isDataDirectory(directory)) {
      throw new CommandFailure(1, `${directory} 不是数据目录（其中没有 keyring.json）`);
    }
  } catch (error) {
    throw fileFailure(error, directory, 'read');
  }
  const faults = Object.entries(fileNames).flatMap(([name, what]) => {
    const fault = faultOf(join(directory, name));
    return fault === undefined ? [] : [`  ${what} ${name} ${fault}`];
  });
  if (faults.length === 0) return;
  throw new CommandFailure(1, `数据目录 ${directory} 不完整，没有打开：\n${faults.join('\n')}\n请用备份恢复。`);
}

function faultOf(path: string): string | undefined {
  if (!existsSync(path)) return '不见了';
  const stat = statSync(path);
  if (stat.isDirectory()) return '的位置上是一个文件夹，原来的文件不见了';
  if (!stat.isFile()) return '不是普通文件';
  if (stat.size === 0) return '是空的';
  try {
    accessSync(path, constants.R_OK);
    return undefined;
  } catch {
    return '没有读取的权限';
  }
}
