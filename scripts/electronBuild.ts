// Bundles what Electron runs: it takes no TypeScript.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/** Writes build/electron/{main.mjs, office.mjs, baseCheckWorker.mjs, backIssueWorker.mjs, preload.cjs} and the parts they load when they are called for. */
export async function buildElectron(top: string): Promise<void> {
  const outDir = join(top, 'build', 'electron');
  const electron = join(top, 'electron');
  rmSync(outDir, { recursive: true, force: true });
  const entries = {
    main: join(electron, 'main.ts'),
    office: join(electron, 'office', 'officeProcess.ts'),
    baseCheckWorker: join(electron, 'store', 'baseCheckWorker.ts'),
    backIssueWorker: join(electron, 'formats', 'intake', 'backIssueWorker.ts'),
  };
  await bundle({ top, outDir, entries, format: 'es', isSplit: true });
  // A sandboxed preload may be nothing but one file of CommonJS.
  const preload = join(electron, 'preload.ts');
  await bundle({ top, outDir, entries: { preload }, format: 'cjs', isSplit: false });
}
