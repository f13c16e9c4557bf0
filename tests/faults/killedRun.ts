import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { DriverLine } from './acknowledgement.ts';

/** When the kill falls: so long after the program is ready, or so long after one of its answers. */
export type KillMoment =
  | { readonly kind: 'time'; readonly afterMs: number }
  | { readonly kind: 'answer'; readonly index: number; readonly afterMs: number };

/** Runs the demo's job on a directory, kills it at the moment, and gives every line it had written by then. */
export async function killedRun(directory: string, pages: string, moment: KillMoment): Promise<readonly DriverLine[]> {
  const child = spawn(process.execPath, ['tests/faults/demoDriver.ts', directory, pages], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const killSoon = () => setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
  const lines: DriverLine[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = readLine(text);
    if (line === undefined) continue;
    lines.push(line);
    if (moment.kind === 'time' ? line.kind === 'ready' : line.kind === 'answered' && line.index === moment.index) {
      killSoon();
    }
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error('the program ended before it was killed');
  return lines;
}

/** The kill may cut the last line in two; half a line acknowledges nothing. */
function readLine(text: string): DriverLine | undefined {
  try {
    return JSON.parse(text) as DriverLine;
  } catch {
    return undefined;
  }
}
