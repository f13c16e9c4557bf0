import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where the person is asked; a test has a terminal of its own. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

export interface Line {
  readonly prompt: string;
  /** What is typed is not shown; never the first line. */
  readonly isHidden: boolean;
}

export interface AnsweredLines {
  readonly end: 'given' | 'closed' | 'interrupted';
  /** As many as were given before the end. */
  readonly given: readonly string[];
  readonly isTerminal: boolean;
}

/** Asks for lines one after the other on the terminal, or reads them from standard input. */
export async function askLines(lines: readonly Line[], { stdin, stderr }: Terminal = process): Promise<AnsweredLines> {
  const isTerminal = stdin.isTTY === true;
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) stderr.write(chunk);
      done();
    },
  });
  // Without a history no key brings a password back.
  const reader = createInterface({
    input: stdin,
    output,
    terminal: isTerminal,
    historySize: 0,
    prompt: lines[0]?.prompt ?? '',
  });
  const given: string[] = [];
  const askNext = () => {
    const next = lines[given.length];
    if (!next || !isTerminal) return;
    stderr.write(next.prompt);
    isHidden = next.isHidden;
  };
  const ended = new Promise<AnsweredLines['end']>((resolve) => {
    // All lines come through here, so that one typed ahead is neither lost nor shown.
    reader.on('line', (line) => {
      given.push(line);
      askNext();
      if (given.length === lines.length) resolve('given');
    });
    reader.on('SIGINT', () => resolve('interrupted'));
    reader.on('close', () => resolve('closed'));
  });
  if (isTerminal) reader.prompt();
  const end = await ended;
  reader.close();
  if (isTerminal) stderr.write('\n');
  return { end, given: given.slice(0, lines.length), isTerminal };
}
