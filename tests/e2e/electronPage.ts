import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { lockedExit } from '#hosts/programExit.ts';
import { startDisplay } from './display.ts';
import type { HostPage } from './hostPage.ts';

/** The binary that runs the first host: `NEIKAN_ELECTRON`, or the one that its package has fetched. */
export const electronBinary =
  process.env.NEIKAN_ELECTRON ??
  join('node_modules', 'electron', 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron');

/** Why the Electron host cannot be opened here, or undefined where it can. */
export function whyNoElectron(): string | undefined {
  if (!existsSync(electronBinary))
    return `its binary is not here (${electronBinary}); docs/electron.md says how to run it`;
  if (!existsSync(join('build', 'electron', 'main.mjs'))) return 'it is not built: node scripts/build.ts --electron';
  return undefined;
}

/** The whole program under Electron on an empty data directory, as `npm start -- --host=electron` runs it. */
export async function openElectronPage(): Promise<HostPage> {
  await startDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'neikan-electron-test-'));
  const directory = join(folder, 'data');
  // Electron refuses to run as root with its sandbox.
  const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const program = await _electron.launch({
    executablePath: electronBinary,
    args: [...rootOnly, '.', '--data', directory],
  });
  const exited = new Promise<number | null>((resolve) => program.process().once('exit', resolve));
  const page = await program.firstWindow();
  await page.waitForSelector('main');
  return {
    name: 'electron',
    origin: 'app://neikan',
    page,
    context: program.context(),
    directory,
    ended: exited.then((status) => ({ ok: true, value: status === lockedExit ? 'lock' : 'quit' })),
    end: async () => {
      await program.close().catch(() => {});
      await exited;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
