import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answerError } from '#office/answerError.ts';
import { backupFaults, factsOf, requireManifest } from '#office/backup/examineBackup.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';

/** The backup that a path is or lies in; undefined where there is none. */
export function backupAt(path: string): string | undefined {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
  return existsSync(join(folder, 'backup.json')) ? folder : undefined;
}

/**
 * `verify BACKUP`: compares every file with the signed manifest, without anybody's password. Throws a CommandFailure that
 * names each file that is not what it was.
 */
export async function verifyBackup(path: string, print: (line: string) => void): Promise<void> {
  try {
    const manifest = requireManifest(path);
    const faults = await backupFaults(path, manifest, {});
    if (faults.length > 0) {
      const lines = faults.map(({ file, message }) => `  ${file}：${message}`);
      throw new CommandFailure(1, `校验不通过：\n${lines.join('\n')}`);
    }
    const { office, madeAt, madeBy, bytes, auditRows } = factsOf(path, manifest);
    print(`${office.name}，${momentLine(madeAt)}由${madeBy}备份：相符，${manifest.files.length}个文件，共${bytes}字节`);
    print(`审计记录：登记库${auditRows.register}条，稿件库${auditRows.content}条`);
    print('要核对其中的内容，请用 backup --drill 试恢复。');
  } catch (error) {
    const answer = answerError(error);
    if (answer) throw new CommandFailure(1, `校验不通过：${answer.message}`, { cause: error });
    throw fileFailure(error, path, 'read');
  }
}
