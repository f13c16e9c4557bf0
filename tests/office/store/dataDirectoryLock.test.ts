import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { momentLine } from '#shared/layout/momentLine.ts';
import { lockDataDirectory } from '#store/dataDirectoryLock.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const source = new URL('../../../electron/store/dataDirectoryLock.ts', import.meta.url).href;
const program = `
  import { momentLine } from '#shared/layout/momentLine.ts';
import { lockDataDirectory } from ${JSON.stringify(source)};
  const lock = lockDataDirectory(process.argv[1]);
  globalThis.kept = lock;
  console.log('locked');
  setInterval(() => {}, 1000);
`;

test('the second program hears who has the directory, and a killed one leaves it free', async () => {
  const folder = temporaryFolder();
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    cwd: process.cwd(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  const [line] = await once(holder.stdout, 'data');
  expect(String(line).trim()).toBe('locked');
  const { since } = JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'));
  const attempt = () => lockDataDirectory(folder);
  for (const part of [folder, hostname(), String(holder.pid), momentLine(since)]) {
    expect(attempt).toThrow(expect.objectContaining({ code: 'dataInUse', message: expect.stringContaining(part) }));
  }
  const ended = once(holder, 'exit');
  holder.kill('SIGKILL');
  await ended;
  const lock = attempt();
  expect(lock.holder.pid).toBe(process.pid);
  lock.release();
});

test('a released directory can be taken again, a held one cannot, even by the same program', () => {
  const folder = temporaryFolder();
  const lock = lockDataDirectory(folder, () => new Date('2026-01-02T03:04:05Z'));
  expect(lock.holder).toEqual({ host: hostname(), pid: process.pid, since: '2026-01-02T03:04:05.000Z' });
  expect(() => lockDataDirectory(folder)).toThrow(expect.objectContaining({ code: 'dataInUse' }));
  lock.release();
  lockDataDirectory(folder).release();
});
