import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fillDisk } from '../faults/fillDisk.ts';

export interface SmallDisk {
  readonly directory: string;
  /** Takes every block that is left. */
  readonly fill: () => void;
  readonly makeRoom: () => void;
}

/** Why no small disk can be mounted here, or undefined. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux mounts a piece of memory as a disk';
  if (process.getuid?.() !== 0) return 'only root may mount one';
  const trial = mkdtempSync(join(tmpdir(), 'neikan-disk-'));
  try {
    const reason = mount(trial);
    if (reason === undefined) spawnSync('umount', [trial]);
    return reason;
  } finally {
    rmdirSync(trial);
  }
}

/** A disk of a few megabytes for the length of a test. */
export function smallDisk(): SmallDisk {
  const directory = mkdtempSync(join(tmpdir(), 'neikan-disk-'));
  const reason = mount(directory);
  if (reason !== undefined) throw new Error(reason);
  onTestFinished(() => {
    // Lazily: what still holds a file of it ends with the test.
    spawnSync('umount', ['-l', directory]);
    rmdirSync(directory);
  });
  const filler = join(directory, 'filler');
  return {
    directory,
    fill: () => fillDisk(filler),
    makeRoom: () => rmSync(filler),
  };
}

function mount(directory: string): string | undefined {
  const options = ['-t', 'tmpfs', '-o', 'size=12m', 'neikan', directory];
  const { error, status, stderr } = spawnSync('mount', options, { encoding: 'utf8' });
  if (error) return 'mount is not installed';
  return status === 0 ? undefined : `this system mounts no small disk: ${stderr.trim()}`;
}
