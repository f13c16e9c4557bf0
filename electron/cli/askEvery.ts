import { askLines, type Line } from './askLines.ts';
import { CommandFailure } from './commandFailure.ts';

/** Asks for so many lines and answers all of them; a test answers by itself. */
export type AskEvery = (lines: readonly Line[]) => Promise<readonly string[]>;

/** Every line, or a CommandFailure. */
export async function askEvery(lines: readonly Line[]): Promise<readonly string[]> {
  const { end, given, isTerminal } = await askLines(lines);
  if (end === 'interrupted') throw new CommandFailure(130, '没有输完，没有办理。');
  if (given.length === lines.length) return given;
  if (isTerminal) throw new CommandFailure(1, '没有输完，没有办理。');
  const names = lines.map(({ prompt }) => prompt.replace('：', '')).join('，');
  throw new CommandFailure(2, `请从标准输入依次给出${lines.length}行：${names}。`);
}
