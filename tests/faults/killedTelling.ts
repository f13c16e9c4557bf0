import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Runs a driver that tells a line of JSON once it is ready and one when it is done, and kills it: so long after it was ready, or
 * without a time once it says that it is done. What kinds of lines it has told.
 */
export async function killedTelling(args: readonly string[], afterMs?: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kinds: string[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    kinds.push((JSON.parse(text) as { kind: string }).kind);
    const isBegun = kinds.length === 1;
    if (isBegun && afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), afterMs);
    if (!isBegun && afterMs === undefined) child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL' || kinds[0] !== 'ready') throw new Error(`the driver ended by itself: ${kinds.join()}`);
  return kinds;
}
