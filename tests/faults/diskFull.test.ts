import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { FullDiskReport } from './fullDiskDriver.ts';

const run = promisify(execFile);
/** The mount is seen by this program alone and goes with it; an ordinary user is master of the namespace, not outside. */
const unshare = process.getuid?.() === 0 ? ['-m'] : ['-rm'];
const mount = 'mount -t tmpfs -o size=3m neikan "$1"';

/** Why no small disk can be had here, or undefined. */
function hindrance(): string | undefined {
  const { error, status, stderr } = spawnSync('unshare', [...unshare, 'sh', '-c', mount, 'sh', tmpdir()], {
    encoding: 'utf8',
  });
  if (error) return 'unshare (util-linux) is not installed';
  return status === 0 ? undefined : `this system mounts no small disk: ${stderr.trim()}`;
}

const reason = hindrance();
if (reason !== undefined) console.log(`skipped: the full disk, because ${reason}`);

test.skipIf(reason !== undefined)('on a disk without a free byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-full-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = `${mount} && exec "$2" tests/faults/fullDiskDriver.ts "$1"`;
  const command = [...unshare, 'sh', '-c', program, 'sh', folder, process.execPath];
  const { stdout } = await run('unshare', command);
  const report = JSON.parse(stdout) as FullDiskReport;

  expect(report.freeBytes).toBe(0);
  // Writing is refused with the reason, reading goes on, and one can always leave.
  expect(report.onFullDisk).toEqual({
    receiveManuscript: 'diskFull',
    saveArticle: 'diskFull',
    readArticle: 'ok',
    signOut: 'ok',
    signIn: 'diskFull',
  });
  expect(report.signedInAfterSignOut).toBeNull();
  expect(report.closing).toBe('closed');
  // With room again: nothing acknowledged is missing, nothing refused is there, and the work goes on.
  expect(report.kept).toEqual(report.acknowledged);
  expect(report.nextNumber).toBe(`2026-${String(report.kept.length + 1).padStart(4, '0')}`);
  expect(report.alerts).toEqual([]);
  expect(report.faults).toEqual([]);
});
