import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandFailure } from './commandFailure.ts';

export interface Credentials {
  readonly personId: string;
  readonly password: string;
}

/**
 * Name and password: asked on the terminal, the password unseen, or read as two lines from standard input. Never from
 * arguments or the environment, where other programs can read them.
 */
export async function askCredentials(): Promise<Credentials> {
  const { stdin, stderr } = process;
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY === true });
  try {
    if (!stdin.isTTY) return await readTwoLines(lines);
    const personId = await lines.question('登录名：');
    const answer = lines.question('口令：');
    isHidden = true;
    const password = await answer;
    stderr.write('\n');
    return { personId: personId.trim(), password };
  } finally {
    lines.close();
  }
}

async function readTwoLines(lines: Interface): Promise<Credentials> {
  const read: string[] = [];
  for await (const line of lines) {
    read.push(line);
    if (read.length === 2) break;
  }
  const [personId, password] = read;
  if (personId === undefined || password === undefined) {
    throw new CommandFailure(2, '请从标准输入给出两行：登录名，口令。');
  }
  return { personId: personId.trim(), password };
}
