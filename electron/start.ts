// `npm start`: chooses the host and starts the program in a process of its own, again after each lock, so that keys and
// text leave memory with the process that held them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockedExit } from './hosts/programExit.ts';
import { readStartOptions } from './startOptions.ts';

const top = fileURLToPath(new URL('..', import.meta.url));

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

function commandOf(args: readonly string[]): readonly [string, ...string[]] {
  const { host } = readStartOptions(args);
  const electron = host === 'chromium' ? undefined : findElectron();
  if (electron) return [electron, top, ...args];
  if (host === 'electron') {
    throw new Error('没有找到 Electron 运行程序。请用 NEIKAN_ELECTRON 指明它的位置，或改用 --host=chromium。');
  }
  return [process.execPath, join(top, 'electron', 'hosts', 'chromium', 'main.ts'), ...args];
}

/** Gives this process to a shell that does the same waiting: a Node would keep some 30 MiB for it. Does not return. */
function waitInShell(command: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  const waiting = `while :; do "$@"; status=$?; [ "$status" -eq ${lockedExit} ] || exit "$status"; done`;
  process.execve?.('/bin/sh', ['sh', '-c', waiting, 'neikan', command, ...args], env);
}

try {
  const [command, ...args] = commandOf(process.argv.slice(2));
  // The program's own sources, read and compiled once: at the next start they are taken from there.
  const env = { NODE_COMPILE_CACHE: join(top, 'build', 'compiled'), ...process.env };
  if (process.platform !== 'win32') waitInShell(command, args, env);
  let status: number | null;
  do {
    ({ status } = spawnSync(command, args, { stdio: 'inherit', env }));
  } while (status === lockedExit);
  process.exitCode = status ?? 1;
} catch (error) {
  const message =
    error instanceof TypeError ? '用法：npm start -- [--data 数据目录] [--host=chromium|electron]' : error;
  process.stderr.write(`${message instanceof Error ? message.message : message}\n`);
  process.exitCode = 2;
}
