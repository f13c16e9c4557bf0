import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ArchiveSize, fillArchive, firstYear } from './archive/fillArchive.ts';
import { archiveMeasures, type Measured } from './archive/measureArchive.ts';
import type { BenchRow } from './benchRow.ts';

const suite = 'archive';
/** NEIKAN_YEARS=30 for what an office has when it has kept a monthly bulletin all that time: 360 issues, 5,040 articles. */
const size: ArchiveSize = { years: Number(process.env.NEIKAN_YEARS ?? 2), articlesPerIssue: 14 };
/** NEIKAN_ARCHIVE=DIR keeps the archive there and measures it again the next time, as filling it takes an hour. */
const kept = process.env.NEIKAN_ARCHIVE;

/**
 * An archive that was written, signed, printed and archived issue by issue: what it takes to open it, to search it, to prove it, to
 * test its records, to check its bases, to bind a year. Each measure in a process of its own, with its highest memory.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'neikan-bench-'));
  try {
    const data = join(folder, 'data');
    const rows: BenchRow[] = [];
    const issues = size.years * 12;
    if (!existsSync(data)) {
      const start = performance.now();
      await fillArchive(data, size, (year) => process.stderr.write(`${year} is in the archive\n`));
      const seconds = (performance.now() - start) / 1000;
      rows.push({ suite, what: 'an issue from its articles to the archive', value: seconds / issues, unit: 's' });
    }
    rows.push({ suite, what: 'issues', value: issues, unit: 'issues' });
    rows.push({ suite, what: 'articles', value: issues * size.articlesPerIssue, unit: 'articles' });
    rows.push({ suite, what: 'size on disk', value: bytesIn(data) / 1e6, unit: 'MB' });
    for (const measure of archiveMeasures) {
      const { times, peak_MiB } = await measured([data, measure, String(firstYear + size.years - 1)]);
      for (const [what, value] of times) rows.push({ suite, what, value, unit: 'ms' });
      rows.push({ suite, what: `highest memory of ${measure}`, value: peak_MiB, unit: 'MiB' });
    }
    return rows;
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(given: readonly string[]): Promise<Measured> {
  const program = fileURLToPath(new URL('archive/measureArchive.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...given]);
  return JSON.parse(stdout) as Measured;
}

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
