import { answerError } from '#office/answerError.ts';
import { createOffice, type Office } from '#office/office.ts';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';

/** The office of a data directory, in this process. A CommandFailure says in the office's words why it cannot be opened. */
export function openOffice(directory: string, print: (html: string) => Promise<Uint8Array>): Office {
  try {
    return createOffice({ directory, print });
  } catch (error) {
    const answer = answerError(error);
    if (answer) throw new CommandFailure(1, answer.message, { cause: error });
    if (error instanceof Error && 'code' in error && /^SQLITE_(CANTOPEN|READONLY|PERM)/.test(String(error.code))) {
      const reason = `不能在数据目录 ${directory} 中写入。请检查它的权限，以及磁盘是不是只读`;
      throw new CommandFailure(1, reason, { cause: error });
    }
    throw fileFailure(error, directory, 'write');
  }
}
