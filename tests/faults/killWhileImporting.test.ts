import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { pastFile, pastIssue, writePast } from '../office/backIssues/pastFolder.ts';
import { foundedOffice, openOffice, passwordOf, publicationOf, signIn, value } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { temporaryFolder } from '../office/store/temporaryFolder.ts';

const files = 24;
interface Told {
  readonly state: string;
  readonly waiting: number;
  readonly kept: number;
}

/** Runs the driver until what it tells is so far, and kills it there. */
async function killedAt(directory: string, folder: string, isThere: (told: Told) => boolean): Promise<Told> {
  const args = ['tests/faults/importingDriver.ts', directory, 'wenhe', passwordOf('wenhe'), folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let last: Told = { state: '', waiting: files, kept: 0 };
  for await (const text of createInterface({ input: child.stdout })) {
    last = JSON.parse(text) as Told;
    if (isThere(last)) child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error('the driver ended by itself');
  return last;
}

test('killed while it reads, while it goes on reading and while it keeps: every file is read once and every issue stands once', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  await publicationOf(office);
  office.close();
  const folder = temporaryFolder();
  for (let serial = 1; serial <= files; serial += 1) {
    const format = serial % 2 === 0 ? 'txt' : 'docx';
    const bytes = await pastFile(pastIssue(2018, serial), format, () => Promise.reject(new Error('not printed')));
    writePast(folder, `第${serial}期.${format}`, bytes);
  }
  const first = await killedAt(directory, folder, ({ waiting }) => waiting <= files - 3);
  expect(first.waiting).toBeGreaterThan(0);
  const second = await killedAt(directory, folder, ({ waiting }) => waiting <= first.waiting - 3);
  expect(second.waiting).toBeLessThan(first.waiting);
  await killedAt(directory, folder, ({ state, kept }) => state === 'confirming' && kept >= 2);

  const later = openOffice(directory);
  await signIn(later, 'wenhe');
  for (let tries = 0; ; tries += 1) {
    const [batch] = value(await later.client.listBackIssueBatches({}));
    if (batch?.state === 'confirmed') break;
    if (tries > 1200) throw new Error('the work behind the batch stands still');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(value(await later.client.listBackIssues({}))).toHaveLength(files);
  const { content } = await openBases(directory, 'wenhe');
  const count = (sql: string) => content.prepare(sql).pluck().get();
  expect(count('SELECT count(*) FROM back_issue_files')).toBe(files);
  expect(count('SELECT count(DISTINCT back_issue_id) FROM search_passages')).toBe(files);
  expect(count('SELECT count(*) FROM search_passages')).toBe(files * 5);
  expect(count('SELECT count(*) FROM search_passages WHERE id NOT IN (SELECT rowid FROM search_index)')).toBe(0);
  expect(count("SELECT count(*) FROM audit WHERE action = 'keepBackIssue'")).toBe(files);
}, 300_000);
