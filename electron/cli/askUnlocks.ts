import type { Unlock } from '#shared/contract/backupCommands.ts';
import { askLines, type Line, type Terminal } from './askLines.ts';
import { CommandFailure } from './commandFailure.ts';

/** What is to be opened, and how the person wants to open it. */
export interface UnlockQuestion {
  /** Stands before each prompt; '' where only one thing is opened. */
  readonly prefix: string;
  /** Undefined for a name and a password. */
  readonly papers: 'code' | 'shares' | undefined;
}

const shareLines = (which: string): readonly string[] => [`${which}的编号（1、2或3）`, which];

/** The prompts of each way, in the order in which they are answered; a password is the second and is not shown. */
function promptsOf({ papers }: UnlockQuestion): readonly string[] {
  if (papers === undefined) return ['登录名', '口令'];
  if (papers === 'code') return ['恢复码'];
  return [...shareLines('恢复份额的一份'), ...shareLines('恢复份额的另一份')];
}

/**
 * What opens a backup or the office that is there, for each question in turn: asked on the terminal, or read as so many lines
 * from standard input, all at once, as a reader that is closed keeps what it has read ahead. Throws a CommandFailure where
 * they are not given.
 */
export async function askUnlocks(
  questions: readonly UnlockQuestion[],
  terminal?: Terminal,
): Promise<readonly Unlock[]> {
  const lines: Line[] = questions.flatMap((question) =>
    promptsOf(question).map((prompt) => ({ prompt: `${question.prefix}${prompt}：`, isHidden: prompt === '口令' })),
  );
  const { end, given, isTerminal } = await askLines(lines, terminal);
  if (end === 'interrupted') throw new CommandFailure(130, '没有输完，没有办理。');
  if (given.length < lines.length) {
    const names = lines.map(({ prompt }) => prompt.replace('：', '')).join('，');
    if (isTerminal) throw new CommandFailure(1, '没有输完，没有办理。');
    throw new CommandFailure(2, `请从标准输入依次给出${lines.length}行：${names}。`);
  }
  let at = 0;
  return questions.map((question) => {
    const count = promptsOf(question).length;
    const answers = given.slice(at, at + count);
    at += count;
    return unlockOf(question, answers);
  });
}

function unlockOf(
  { papers }: UnlockQuestion,
  [first = '', second = '', third = '', fourth = '']: readonly string[],
): Unlock {
  if (papers === 'shares') {
    const shares = [
      { number: numberOf(first), text: second },
      { number: numberOf(third), text: fourth },
    ] as const;
    return { kind: 'shares', shares: [...shares] };
  }
  if (papers === 'code') {
    if (first.trim() === '') throw new CommandFailure(1, '没有输入恢复码，没有办理。');
    return { kind: 'code', recoveryCode: first };
  }
  if (first.trim() === '') throw new CommandFailure(1, '没有输入登录名，没有办理。');
  if (second === '') throw new CommandFailure(1, '没有输入口令，没有办理。');
  return { kind: 'person', personId: first.trim(), password: second };
}

function numberOf(typed: string): 1 | 2 | 3 {
  const number = Number(typed.normalize('NFKC').replace(/[第份\s]/g, ''));
  if (number === 1 || number === 2 || number === 3) return number;
  throw new CommandFailure(1, '恢复份额的编号是1、2或3，在打印件上，没有办理。');
}
