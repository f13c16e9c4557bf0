// Bundles what `npm start` runs in the Chromium host. It runs from its sources too, and as well, but starts later.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/** Of the bundles before this one so many stay: a program that runs goes on loading parts of its own. */
const keptBefore = 3;

/** Writes build/program/<digest>/{chromiumLife.mjs, officeProcess.mjs} and the parts they load when they are called for. */
export async function buildProgram(top: string, digest: string): Promise<void> {
  const home = join(top, 'build', 'program');
  mkdirSync(home, { recursive: true });
  removeOld(home);
  // Written aside, so that it is there whole or not at all; beside its place, from where sources lie as they do from there.
  const fresh = join(home, `${digest}.new`);
  const electron = join(top, 'electron');
  const entries = {
    chromiumLife: join(electron, 'hosts', 'chromium', 'chromiumLife.ts'),
    officeProcess: join(electron, 'office', 'officeProcess.ts'),
  };
  await bundle({ top, outDir: fresh, entries, format: 'es', isSplit: true });
  rmSync(join(home, digest), { recursive: true, force: true });
  renameSync(fresh, join(home, digest));
}

function removeOld(home: string): void {
  const changed = (name: string) => statSync(join(home, name)).mtimeMs;
  const oldestLast = readdirSync(home).sort((one, other) => changed(other) - changed(one));
  for (const name of oldestLast.slice(keptBefore)) rmSync(join(home, name), { recursive: true, force: true });
  for (const name of oldestLast.filter((one) => one.endsWith('.new'))) {
    rmSync(join(home, name), { recursive: true, force: true });
  }
}
