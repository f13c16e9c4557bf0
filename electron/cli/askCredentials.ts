import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandFailure } from './commandFailure.ts';

export interface Credentials {
  readonly personId: string;
  readonly password: string;
}

/** Where the person is asked; a test has a terminal of its own. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

/**
 * Name and password: asked on the terminal, the password unseen, or read as two lines from standard input. Never from
 * arguments or the environment, where other programs can read them. Throws a CommandFailure where they are not given.
 */
export async function askCredentials({ stdin, stderr }: Terminal = process): Promise<Credentials> {
  const isTerminal = stdin.isTTY === true;
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) stderr.write(chunk);
      done();
    },
  });
  // Without a history no key brings a password back.
  const reader = createInterface({ input: stdin, output, terminal: isTerminal, historySize: 0, prompt: '登录名：' });
  const given: string[] = [];
  const ended = new Promise<'given' | 'closed' | 'interrupted'>((resolve) => {
    // Both lines come through here, so that one typed ahead is neither lost nor shown.
    reader.on('line', (line) => {
      given.push(line);
      if (given.length === 1 && isTerminal) {
        stderr.write('口令：');
        isHidden = true;
      }
      if (given.length === 2) resolve('given');
    });
    reader.on('SIGINT', () => resolve('interrupted'));
    reader.on('close', () => resolve('closed'));
  });
  if (isTerminal) reader.prompt();
  const end = await ended;
  reader.close();
  if (isTerminal) stderr.write('\n');
  const [personId = '', password = ''] = given;
  if (end === 'interrupted') throw new CommandFailure(130, '没有输入口令，没有办理。');
  if (end === 'closed' && !isTerminal) throw new CommandFailure(2, '请从标准输入给出两行：登录名，口令。');
  if (end === 'closed' || password === '') throw new CommandFailure(1, '没有输入口令，没有办理。');
  if (personId.trim() === '') throw new CommandFailure(1, '没有输入登录名，没有办理。');
  return { personId: personId.trim(), password };
}
