// Bundles what `npm start` runs in the Chromium host. It runs from its sources too, and as well, but starts later.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/** Writes build/program/{chromiumLife.mjs, officeProcess.mjs} and the parts they load when they are called for. */
export async function buildProgram(top: string): Promise<void> {
  const outDir = join(top, 'build', 'program');
  // Written aside: a program that is started meanwhile finds all of it or nothing. Beside the old one, so that a source
  // keeps its place as seen from here.
  const fresh = `${outDir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const electron = join(top, 'electron');
  const entries = {
    chromiumLife: join(electron, 'hosts', 'chromium', 'chromiumLife.ts'),
    officeProcess: join(electron, 'office', 'officeProcess.ts'),
  };
  await bundle({ top, outDir: fresh, entries, format: 'es', isSplit: true });
  rmSync(outDir, { recursive: true, force: true });
  renameSync(fresh, outDir);
}
