import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

let server: ChildProcess | undefined;

/** Why no window can be opened here, or undefined where one can: a screen of this machine's own, or Xvfb's. */
export function whyNoDisplay(): string | undefined {
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform === 'win32') return undefined;
  return spawnSync('which', ['Xvfb']).status === 0 ? undefined : 'no screen, and Xvfb is not installed';
}

/** Starts a screen of its own for the tests where this machine has none; it ends with the process. */
export async function startDisplay(): Promise<void> {
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform === 'win32') return;
  // The server picks a free number itself and writes it to descriptor 3.
  const screen = ['Xvfb', '-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  // A test process may be killed before it can end its screen.
  const withParent = spawnSync('which', ['setpriv']).status === 0 ? ['setpriv', '--pdeathsig', 'TERM'] : [];
  const [command = 'Xvfb', ...args] = [...withParent, ...screen];
  const started = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  server = started;
  process.once('exit', () => server?.kill());
  const number = await new Promise<string>((resolve, reject) => {
    started.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    started.once('error', reject);
    started.once('exit', () => reject(new Error('Xvfb ended before it had a screen')));
  });
  process.env.DISPLAY = `:${number}`;
}
