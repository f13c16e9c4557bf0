import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { readVolume } from '#formats/handover/volume.ts';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { contentOf, type Machine, reading, reasonOf, take } from '../office/handover/machines.ts';
import { copyOf, draftIssue, openOffice, passwordOf, signIn, value } from '../office/office/foundedOffice.ts';
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

/** The hashes that were said to be written before the office was killed, by itself or so long after it was ready. */
async function killedOffice(args: readonly string[], afterMs: number | undefined): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['tests/faults/sendingDriver.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const hashes: string[] = [];
  let isReady = false;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as { kind: string; hash?: string };
    if (line.kind === 'written' && line.hash !== undefined) hashes.push(line.hash);
    else if (line.kind !== 'ready') throw new Error(`the driver was refused: ${text}`);
    if (!isReady && afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), afterMs);
    isReady = true;
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error('the driver ended before it was killed');
  return hashes;
}

test(`an office killed ${runs} times while it writes, and at both sides of a name (seed ${seed}): no package with a name is off the record, and the chain goes on`, async () => {
  const random = seededRandom(seed + 1);
  const [editor, reviewer] = await joinedOffices(1);
  const { issue } = await draftIssue(editor.office);
  const issueId = issue.summary.id;
  editor.office.close();
  const stops = ['beforeName', 'afterName', ...Array.from({ length: runs }, () => '')];
  for (const stopAt of stops) {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-handover-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [from, to] = [copyOf(editor.directory), copyOf(reviewer.directory)];
    const args = [from, 'wenhe', passwordOf('wenhe'), reviewer.own.card, issueId, folder, stopAt];
    const said = await killedOffice(args, stopAt === '' ? random() * 700 : undefined);
    const named = readdirSync(folder).filter((name) => name.endsWith('.nkh'));

    const office = openOffice(from);
    await signIn(office, 'wenhe');
    const recorded = value(await office.client.listPackages({})).map(({ hash }) => hash);
    expect(recorded).toEqual(expect.arrayContaining([...said]));
    expect(named.length, stopAt).toBeLessThanOrEqual(recorded.length);
    expect(named.length, stopAt).toBeGreaterThanOrEqual(recorded.length - 1);
    // The next writing into the folder settles what was left there; all of it is taken, one after the other.
    const kind = 'submit';
    const machines = [reviewer.own.card];
    value(await office.client.writePackage({ issueId, kind, machines, folder, medium: '介质0001', isCopy: true }));
    expect(readdirSync(folder).every((name) => name.endsWith('.nkh'))).toBe(true);
    const rows = value(await office.client.listPackages({}));
    office.close();
    expect(readdirSync(folder)).toHaveLength(rows.length);
    const other = openOffice(to);
    await signIn(other, 'wenhe');
    const waiting = new Set(readdirSync(folder).map((name) => join(folder, name)));
    while (waiting.size > 0) {
      const before = waiting.size;
      for (const file of waiting) {
        const answer = await other.client.takePackage({ files: [file], medium: '介质0001' });
        if (answer.ok) waiting.delete(file);
        else expect(answer).toMatchObject({ details: { reason: 'gap' } });
      }
      expect(waiting.size).toBeLessThan(before);
    }
    other.close();
  }
});
