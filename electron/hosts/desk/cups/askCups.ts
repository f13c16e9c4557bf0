import { type CommandAnswer, runCommand } from '../../runCommand.ts';
import { DeskError } from '../deskError.ts';

/** Runs one of the commands of CUPS; see runCommand. Throws DeskError where CUPS is not installed. */
export async function askCups(command: string, args: readonly string[], input?: Uint8Array): Promise<CommandAnswer> {
  try {
    return await runCommand(command, args, input);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DeskError(
      'notFound',
      '这台电脑上没有本程序能用的打印服务（CUPS）。请管理员安装，或者导出PDF，用别的程序打印。',
    );
  }
}
