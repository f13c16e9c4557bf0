import { askLines, type Terminal } from './askLines.ts';
import { CommandFailure } from './commandFailure.ts';

export interface Credentials {
  readonly personId: string;
  readonly password: string;
}

/**
 * Name and password: asked on the terminal, the password unseen, or read as two lines from standard input. Never from
 * arguments or the environment, where other programs can read them. Throws a CommandFailure where they are not given.
 */
export async function askCredentials(terminal?: Terminal): Promise<Credentials> {
  const lines = [
    { prompt: '登录名：', isHidden: false },
    { prompt: '口令：', isHidden: true },
  ];
  const { end, given, isTerminal } = await askLines(lines, terminal);
  const [personId = '', password = ''] = given;
  if (end === 'interrupted') throw new CommandFailure(130, '没有输入口令，没有办理。');
  if (end === 'closed' && !isTerminal) throw new CommandFailure(2, '请从标准输入给出两行：登录名，口令。');
  if (end === 'closed' || password === '') throw new CommandFailure(1, '没有输入口令，没有办理。');
  if (personId.trim() === '') throw new CommandFailure(1, '没有输入登录名，没有办理。');
  return { personId: personId.trim(), password };
}
