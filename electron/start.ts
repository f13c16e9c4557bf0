// `npm start`: chooses the host and starts the program, anew in an untouched process after each lock, so that keys and text
// leave memory with what held them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lockedExit } from './hosts/programExit.ts';
import { readStartOptions } from './startOptions.ts';

const top = fileURLToPath(new URL('..', import.meta.url));
/** Whether a process can put another in its place. */
const hasExecve = process.platform !== 'win32';

/** Electron's binary where somebody has put one; the package alone does not bring it. */
function findElectron(): string | undefined {
  const named = process.env.NEIKAN_ELECTRON;
  if (named && existsSync(named)) return named;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(top, 'node_modules', 'electron', 'dist');
  const pathFile = join(top, 'node_modules', 'electron', 'path.txt');
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';
  const binary = join(folder, name);
  return existsSync(binary) ? binary : undefined;
}

/** Starts a command, and again after each life that ends by a lock. Does not return where a shell can wait in this place. */
function repeat(command: string, args: readonly string[]): void {
  // Gives this process to a shell that does the same waiting: a Node would keep some 30 MiB for it.
  const waiting = `while :; do "$@"; status=$?; [ "$status" -eq ${lockedExit} ] || exit "$status"; done`;
  if (hasExecve) process.execve?.('/bin/sh', ['sh', '-c', waiting, 'neikan', command, ...args], process.env);
  let status: number | null;
  do {
    ({ status } = spawnSync(command, args, { stdio: 'inherit' }));
  } while (status === lockedExit);
  process.exitCode = status ?? 1;
}

/** Where the Chromium host's life and its office are read from: what scripts/build.ts has bundled last, else the sources. */
function findLife(): { readonly life: string; readonly officeEntry?: string } {
  const stamp = join(top, 'build', '.program');
  const bundles = existsSync(stamp) ? join(top, 'build', 'program', readFileSync(stamp, 'utf8')) : undefined;
  if (bundles === undefined || !existsSync(bundles)) return { life: './hosts/chromium/chromiumLife.ts' };
  const life = pathToFileURL(join(bundles, 'chromiumLife.mjs')).href;
  return { life, officeEntry: join(bundles, 'officeProcess.mjs') };
}

/** The Chromium host lives in this very process; after a lock an untouched one takes its place, under the same number. */
async function liveHere(dataDirectory: string, args: readonly string[]): Promise<void> {
  enableCompileCache();
  const { life, officeEntry } = findLife();
  const { runChromiumLife } = (await import(life)) as typeof import('./hosts/chromium/chromiumLife.ts');
  const status = await runChromiumLife(dataDirectory, officeEntry);
  const again = [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url), ...args];
  if (status === lockedExit) {
    flushCompileCache();
    process.execve?.(process.execPath, again, process.env);
  }
  process.exit(status);
}

try {
  const args = process.argv.slice(2);
  const { dataDirectory, host } = readStartOptions(args);
  const electron = host === 'chromium' ? undefined : findElectron();
  if (host === 'electron' && !electron) {
    throw new Error('没有找到 Electron 运行程序。请用 NEIKAN_ELECTRON 指明它的位置，或改用 --host=chromium。');
  }
  // The program's own sources, read and compiled once: at the next start they are taken from there.
  process.env.NODE_COMPILE_CACHE ??= join(top, 'build', 'compiled');
  if (electron) repeat(electron, [top, ...args]);
  else if (hasExecve) await liveHere(dataDirectory, args);
  else repeat(process.execPath, [join(top, 'electron', 'hosts', 'chromium', 'main.ts'), ...args]);
} catch (error) {
  const message =
    error instanceof TypeError ? '用法：npm start -- [--data 数据目录] [--host=chromium|electron]' : error;
  process.stderr.write(`${message instanceof Error ? message.message : message}\n`);
  process.exitCode = 2;
}
