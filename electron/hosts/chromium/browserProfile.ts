import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What this process still has to remove when it ends. */
const left = new Set<string>();
process.once('exit', () => {
  for (const path of left) remove(path);
});

/** An empty directory for one browser's profile. Those of programs that died without removing theirs go first. */
export function createBrowserProfile(kind: 'printer' | 'window'): string {
  const prefix = `neikan-${kind}-`;
  const home = profileHome();
  for (const name of readdirSync(home).filter((entry) => entry.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split('-')[0]);
    if (!isRunning(owner)) removeIfOurs(join(home, name));
  }
  const path = mkdtempSync(join(home, `${prefix}${process.pid}-`));
  left.add(path);
  return path;
}

/** Removes a profile at once, and again later: the children of a browser that was killed go on writing for a moment. */
export function removeBrowserProfile(path: string): void {
  remove(path);
  setTimeout(() => remove(path), 1000).unref();
}

/** Memory rather than disk, where the system offers it. */
function profileHome(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** What another account of the machine has left behind is for that account to remove. */
function removeIfOurs(path: string): void {
  try {
    remove(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM'].includes(code)) throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process may not be signalled but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
