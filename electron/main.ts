// The Electron host: one life of the program, again after each lock. Built to build/electron/main.mjs.
import './networkTripwire.ts';
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import { createElectronHost } from './hosts/electron/electronHost.ts';
import { closeOffApp, ownScheme } from './hosts/electron/security.ts';
import { lockedExit } from './hosts/programExit.ts';
import { runProgram } from './hosts/runProgram.ts';
import { readStartOptions } from './startOptions.ts';

const { dataDirectory } = readStartOptions(process.argv.slice(app.isPackaged ? 1 : 2));
// One folder a data directory, in memory where there is a file system there: by it a second start is recognised.
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const profile = join(
  parent,
  `neikan-electron-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`,
);
app.setPath('userData', profile);
closeOffApp(app);
protocol.registerSchemesAsPrivileged([ownScheme]);
// The program ends when its life ends, not when a window goes.
app.on('window-all-closed', () => {});

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible());
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.whenReady().then(run).catch(fail);
} else {
  // The window that is open comes to the front.
  app.exit(0);
}

async function run(): Promise<void> {
  const ended = await runProgram(createElectronHost(), dataDirectory);
  if (!ended.ok) process.stderr.write(`${ended.message}\n`);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const isLocked = ended.ok && ended.value === 'lock';
  // A packaged program starts itself again; else whoever started it does.
  if (isLocked && app.isPackaged) app.relaunch();
  app.exit(ended.ok ? (isLocked && !app.isPackaged ? lockedExit : 0) : 1);
}

/** Without a window there is nobody to ask: said where the program was started from, and the end. */
function fail(error: unknown): void {
  process.stderr.write(`内刊工作站未能打开窗口。${error instanceof Error ? error.message : error}\n`);
  app.exit(1);
}
