import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { readVolume } from '#formats/handover/volume.ts';
import { contentOf, type Machine, reading, reasonOf, take } from '../office/handover/machines.ts';
import { seededRandom } from './seededRandom.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 6);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);

type Line =
  | { readonly kind: 'ready'; readonly editor: Machine; readonly reviewer: Machine }
  | { readonly kind: 'written'; readonly paths: readonly string[] };

/** Everything that was said to be written before the kill, so long after the driver was ready. */
async function killed(folder: string, afterMs: number): Promise<readonly Line[]> {
  const child = spawn(process.execPath, ['tests/faults/handoverDriver.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: Line[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    try {
      lines.push(JSON.parse(text) as Line);
    } catch {
      // The kill may cut the last line in two; half a line acknowledges nothing.
      continue;
    }
    if (lines.length === 1) setTimeout(() => child.kill('SIGKILL'), afterMs);
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error('the driver ended before it was killed');
  return lines;
}

test(`killed ${runs} times while writing packages (seed ${seed}): each file of a package is whole, each that was said to be written is there`, async () => {
  const random = seededRandom(seed);
  const tally = { whole: 0, unfinished: 0, incomplete: 0 };
  for (let run = 0; run < runs; run += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-handover-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const lines = await killed(folder, random() * 700);
    const [ready] = lines;
    if (ready?.kind !== 'ready') throw new Error('the driver was never ready');
    const machine = reading(ready.reviewer, [ready.editor]);
    const names = readdirSync(folder);
    const groups = new Map<string, string[]>();
    for (const name of names) {
      if (!name.endsWith('.nkh')) {
        expect(name).toMatch(/^\.neikan-handover-/);
        tally.unfinished += 1;
        continue;
      }
      const { head, path } = await readVolume(join(folder, name));
      groups.set(head.mark, [...(groups.get(head.mark) ?? []), path]);
    }
    for (const paths of groups.values()) {
      // A kill between two renames leaves whole volumes of a package that is not: told by name, never taken.
      const reason = await reasonOf(async () => contentOf(await take(paths, machine)));
      expect(['taken', 'volumeMissing']).toContain(reason);
      tally[reason === 'taken' ? 'whole' : 'incomplete'] += 1;
    }
    for (const line of lines) {
      if (line.kind === 'written') expect(await reasonOf(() => take(line.paths, machine))).toBe('taken');
    }
  }
  console.info(`packages on media after ${runs} kills:`, JSON.stringify(tally));
});
