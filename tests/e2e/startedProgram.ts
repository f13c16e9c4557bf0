import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { startDisplay } from './display.ts';
import { descendants } from './hostPage.ts';

const start = fileURLToPath(new URL('../../electron/start.ts', import.meta.url));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface StartedProgram {
  readonly child: ChildProcess;
  /** Its exit status, once it has ended. */
  readonly ended: Promise<number | null>;
  /** What it has said on standard error so far. */
  readonly said: () => string;
}

/** The program as `npm start` starts it, in the Chromium host, on a data directory; killed when the test ends. */
export async function startProgram(directory: string): Promise<StartedProgram> {
  await startDisplay();
  const child = spawn(process.execPath, [start, '--host=chromium', '--data', directory], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => {
    for (const pid of [...descendants(child.pid), child.pid ?? 0]) end(pid);
  });
  return { child, ended, said: () => said };
}

/** Ends a process without a warning, if it is there still. */
export function end(pid: number): void {
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Waits until something is there; the program may end first, and then it never will be. */
export async function untilThere<Value>(program: StartedProgram, look: () => Value | undefined): Promise<Value> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (program.child.exitCode !== null) throw new Error(`the program has ended: ${program.said()}`);
    await pause(200);
  }
}

/** Who has the data directory, by its own lock file. */
export function holderOf(directory: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(join(directory, 'lock.json'), 'utf8')) as { readonly pid: number }).pid;
  } catch {
    return undefined;
  }
}

/** The windows of that title on the screen, oldest first, as the screen numbers them. */
export function titledWindows(): readonly string[] {
  const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^内刊工作站$']);
  return stdout
    .toString()
    .split('\n')
    .filter(Boolean)
    .sort((left, right) => Number(left) - Number(right));
}

/** Gives a window the keys, there being no window manager that would, and presses them at the screen. */
export function press(window: string, ...keys: readonly string[]): void {
  spawnSync('xdotool', ['windowfocus', '--sync', window]);
  for (const key of keys) spawnSync('xdotool', ['key', '--clearmodifiers', key]);
}

/** Types letters and digits at the screen. */
export function typeAtScreen(window: string, text: string): void {
  spawnSync('xdotool', ['windowfocus', '--sync', window]);
  spawnSync('xdotool', ['type', '--delay', '20', text]);
}
