import { answered } from './answered.ts';
import { askLines, type Terminal } from './askLines.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { checkDataDirectory } from './dataDirectory.ts';
import { openOffice } from './openOffice.ts';
import { readOptions } from './readOptions.ts';

export const recoverUsage = `用法：npm run neikan -- recover --data 数据目录
  用恢复码，或分存三份中的任意两份，重设一个人的口令；在终端询问登录名、恢复码、新口令。
  分存的：先输入一份，再输入另一份。`;

/**
 * `recover --data DIR`: a new password for somebody who has lost it, by the printed code or two of its three shares. What is
 * secret comes from the terminal or standard input, never from arguments. Throws a CommandFailure in the office's words.
 */
export async function recoverCommand(
  args: readonly string[],
  print: (line: string) => void,
  terminal?: Terminal,
): Promise<void> {
  const { positionals, values } = readOptions(args, { data: { type: 'string' } }, recoverUsage);
  if (values.data === undefined || positionals.length > 0) throw new CommandFailure(2, recoverUsage);
  const directory = commandPath(values.data);
  checkDataDirectory(directory);
  const office = openOffice(directory, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const { recoveryKind } = answered(await office.client.officeStatus({}));
    const isShared = recoveryKind === 'shares';
    const papers = isShared ? ['恢复码的一份：', '恢复码的另一份：'] : ['恢复码：'];
    const lines = [
      { prompt: '登录名：', isHidden: false },
      ...papers.map((prompt) => ({ prompt, isHidden: false })),
      { prompt: '新口令：', isHidden: true },
      { prompt: '再输一遍新口令：', isHidden: true },
    ];
    const { end, given, isTerminal } = await askLines(lines, terminal);
    if (end === 'interrupted') throw new CommandFailure(130, '没有输完，没有办理。');
    if (given.length < lines.length) {
      const names = lines.map(({ prompt }) => prompt.replace('：', '')).join('，');
      throw new CommandFailure(isTerminal ? 1 : 2, `没有输完，没有办理。要依次给出${lines.length}行：${names}。`);
    }
    const [personId = '', ...rest] = given;
    const [next = '', again = ''] = rest.slice(-2);
    if (next !== again) throw new CommandFailure(1, '两遍输入的新口令不一样，没有办理。');
    const recoveryCode = rest.slice(0, papers.length).join(' ');
    answered(await office.client.recoverPassword({ recoveryCode, personId: personId.trim(), next }));
    print(`${personId.trim()}的口令已重设。首次登录时要再改成自己的口令。`);
  } finally {
    office.close();
  }
}
