import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { verifyBackup } from '#cli/verifyBackup.ts';
import type { Unlock } from '#shared/contract/backupCommands.ts';
import { damageTable } from '../office/backup/damageTable.ts';
import {
  articleContent,
  copyOf,
  foundedDirectory,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/office/foundedOffice.ts';
import { seededRandom } from './seededRandom.ts';

const works = ['backup', 'restore', 'drill', 'salvage'] as const;
type Work = (typeof works)[number];

const runs = Number(process.env.NEIKAN_RUNS ?? works.length);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);
const articleCount = 40;
const by = (personId: string) => ({ personId, password: passwordOf(personId) });
const unlock: Unlock = { kind: 'person', ...by('wenhe') };

/** An office with so many articles; the same with a damaged page; and the backup that was made one article before. */
interface Places {
  readonly office: string;
  readonly damaged: string;
  readonly backup: string;
}

async function prepare(): Promise<Places> {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  for (let count = 1; count < articleCount; count += 1) {
    value(await office.client.createArticle({ content: articleContent(`第${count}篇`), images: {} }));
  }
  const made = value(await office.client.makeBackup({ folder: temporaryDirectory() }));
  value(await office.client.createArticle({ content: articleContent('备份以后'), images: {} }));
  office.close();
  const damaged = copyOf(directory);
  await damageTable(damaged, 'audit', 'wenhe', passwordOf('wenhe'), true);
  return { office: directory, damaged, backup: made.kind === 'made' ? made.backup.path : '' };
}

/** What is asked of the driver; a backup is made on the medium, the rest is done with the one that lies at `path`. */
function askedFor(work: Work, medium: string, path: string): object {
  switch (work) {
    case 'backup':
      return { signIn: by('wenhe'), command: 'makeBackup', input: { folder: medium } };
    case 'restore':
      return { command: 'restoreBackup', input: { path, unlock, setAside: true, consent: unlock } };
    case 'drill':
      return { signIn: by('wenhe'), command: 'drillBackup', input: { path, unlock } };
    case 'salvage':
      return { command: 'salvageBases', input: { unlock } };
    default:
      return work satisfies never;
  }
}

/** Kills the driver so long after the command was asked; tells how long it took, where it was answered before. */
async function killed(directory: string, asked: object, afterMs: number): Promise<number | undefined> {
  const args = ['tests/faults/callDriver.ts', directory, JSON.stringify(asked)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let begun = 0;
  let tookMs: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'asked') {
      begun = performance.now();
      setTimeout(() => child.kill('SIGKILL'), afterMs);
    } else {
      tookMs = performance.now() - begun;
      child.kill('SIGKILL');
    }
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error('the program ended before it was killed');
  return tookMs;
}

/** The office opens as before the work or as after it, whole, and nothing half done lies about. */
async function look(work: Work, directory: string, medium: string, isAnswered: boolean): Promise<string> {
  const office = openOffice(directory);
  if (work === 'salvage') {
    const before = await office.client.signIn(by('wenhe'));
    if (!before.ok) {
      expect(before.code).toBe('dataDamaged');
      expect(isAnswered).toBe(false);
      value(await office.client.salvageBases({ unlock }));
    }
  }
  const { alerts } = await signIn(office, 'wenhe');
  expect(alerts).toEqual([]);
  const found = value(await office.client.listArticles({})).length;
  expect(
    work === 'restore' && !isAnswered
      ? [articleCount, articleCount - 1]
      : [work === 'restore' ? articleCount - 1 : articleCount],
  ).toContain(found);
  const verdict = value(await office.client.checkBases({ kind: 'full' }));
  expect(verdict.bases.flatMap(({ faults }) => faults)).toEqual([]);
  const names = readdirSync(directory);
  expect(names.filter((name) => /^(restore\.|drill-)/.test(name))).toEqual([]);
  const aside = names.find((name) => name.startsWith('恢复前的数据-'));
  if (work === 'restore') expect(aside !== undefined).toBe(found < articleCount);
  if (aside)
    for (const name of ['register.db', 'content.db', 'keyring.json'])
      expect(existsSync(join(directory, aside, name))).toBe(true);
  for (const name of readdirSync(medium).filter((one) => !one.startsWith('.')))
    await verifyBackup(join(medium, name), () => {});
  if (work === 'backup') {
    const target = temporaryDirectory();
    copyOf(medium, target);
    // A backup is named by its second, and the one that was being made may be of this one.
    const isMade = async () => {
      const made = await office.client.makeBackup({ folder: target });
      return made.ok || made.code !== 'nameTaken' ? value(made) : undefined;
    };
    await expect.poll(isMade, { timeout: 10_000, interval: 200 }).toBeDefined();
    expect(readdirSync(target).filter((name) => name.startsWith('.'))).toEqual([]);
  }
  office.close();
  return isAnswered ? 'answered' : found < articleCount ? 'after' : 'before';
}

test(`kill -9 at ${runs} moments of a backup, a restore, a drill and a salvage leaves what was there or what was wanted, whole`, {
  timeout: 600_000,
}, async () => {
  const places = await prepare();
  const random = seededRandom(seed);
  const longest = new Map<Work, number>();
  const fallen: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const work = works[run % works.length] ?? 'backup';
    const directory = copyOf(work === 'salvage' ? places.damaged : places.office);
    const medium = temporaryDirectory();
    const afterMs = random() * (longest.get(work) ?? 4000);
    const tookMs = await killed(directory, askedFor(work, medium, places.backup), afterMs);
    // However fast the machine is, the kills come to fall over all of the work.
    longest.set(work, tookMs === undefined ? Math.max(longest.get(work) ?? 4000, afterMs * 1.5) : tookMs * 1.1);
    const where = `run ${run} of seed ${seed}, ${work} after ${Math.round(afterMs)} ms`;
    fallen.push(
      `${work} ${await look(work, directory, medium, tookMs !== undefined).catch((error) => {
        throw new Error(where, { cause: error });
      })}`,
    );
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  await verifyBackup(places.backup, () => {});
  console.log(`${runs} kills of seed ${seed}: ${fallen.join(', ')}`);
});
