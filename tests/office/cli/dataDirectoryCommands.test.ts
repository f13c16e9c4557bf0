import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { lockDataDirectory } from '#store/dataDirectoryLock.ts';

let folder: string;
let data: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-commands-'));
  data = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', data], () => {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line as a person would, name and password on its standard input. */
function neikan(args: readonly string[], personId = 'luzhixing', password = samplePasswords[personId]) {
  const input = `${personId}\n${password}\n`;
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], { encoding: 'utf8', input });
}

test('search finds in a data directory and marks the words', () => {
  const { status, stdout } = neikan(['search', '驿站', '--data', data]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/2\d{3}年第6期　.*【驿站】.*云溪市总工会\n/);
  expect(stdout).toMatch(/共1处\n$/);
});

test('verify proves the archive and, for the auditor, the audit of a data directory', () => {
  const { status, stdout, stderr } = neikan(['verify', data]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/第6期：相符，3个签名/);
  expect(stdout).toMatch(/登记库的审计记录：\d+条/);
});

test('a wrong password opens nothing and is said', () => {
  const { status, stdout, stderr } = neikan(['search', '驿站', '--data', data], 'luzhixing', '不是这个口令');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/口令不对/);
});

test('a data directory in use is named with who has it', () => {
  const lock = lockDataDirectory(data);
  try {
    const { status, stderr } = neikan(['search', '驿站', '--data', data]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/正由.*使用/);
  } finally {
    lock.release();
  }
});

test('demo leaves a data directory alone that is in use or has its office already, and says so', () => {
  const demo = () => neikan(['demo', '--out', join(folder, 'again'), '--data', data]);
  const lock = lockDataDirectory(data);
  try {
    expect(demo()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^[^\n]*正由.*使用[^\n]*\n$/),
    });
  } finally {
    lock.release();
  }
  expect(demo()).toMatchObject({ status: 1, stdout: '', stderr: '这个数据目录中已经建好了一个编辑部。\n' });
});

test('a folder that is no data directory is named; nothing is asked', () => {
  const { status, stderr } = neikan(['search', '驿站', '--data', join(folder, 'out')]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/不是数据目录/);
});

test('an older base put in the place of the newer one is noticed', () => {
  const older = join(folder, 'older');
  cpSync(data, older, { recursive: true });
  expect(neikan(['verify', data]).status).toBe(0);
  cpSync(join(older, 'content.db'), join(data, 'content.db'));
  const { status, stderr } = neikan(['verify', data]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/稿件库/);
});
