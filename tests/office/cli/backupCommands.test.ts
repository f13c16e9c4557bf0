import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { damageTable } from '../backup/damageTable.ts';

let folder: string;
let data: string;
let medium: string;
let recoveryCode = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-backups-'));
  data = join(folder, 'data');
  medium = join(folder, 'medium');
  mkdirSync(medium);
  await demoCommand(['--out', join(folder, 'out'), '--data', data], (line) => {
    recoveryCode = /[0-9A-Z]{4}(-[0-9A-Z]{4}){7}/.exec(line)?.[0] ?? recoveryCode;
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line as a person would, with what is typed on its standard input. */
function neikan(args: readonly string[], input = '') {
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], { encoding: 'utf8', input });
}
const typed = (personId: string) => `${personId}\n${samplePasswords[personId]}\n`;
const backups = () => readdirSync(medium).filter((name) => !name.startsWith('.'));

test('a backup is made, verified, tried and restored on a bare machine from the command line', () => {
  const made = neikan(['backup', '--data', data, '--to', medium], typed('suhe'));
  expect(made.stderr).toBe('');
  expect(made.status).toBe(0);
  const [name = ''] = backups();
  const path = join(medium, name);
  expect(made.stdout).toContain(`已备份到 ${path}`);

  const verified = neikan(['verify', path]);
  expect(verified.status).toBe(0);
  expect(verified.stdout).toMatch(/由苏禾备份：相符，4个文件/);

  const drilled = neikan(['backup', '--drill', path, '--data', data], typed('suhe'));
  expect(drilled.stderr).toBe('');
  expect(drilled.stdout).toMatch(/登记库\d+行，稿件库\d+行\n.*期.*：3个签名相符\n/);
  expect(readdirSync(data).filter((entry) => entry.startsWith('drill'))).toEqual([]);

  const bare = join(folder, 'bare');
  const restored = neikan(['restore', path, '--data', bare], typed('luzhixing'));
  expect(restored.stderr).toBe('');
  expect(restored.stdout).toContain(`已恢复到 ${bare}`);
  const sound = neikan(['verify', bare], typed('luzhixing'));
  expect(sound.stderr).toBe('');
  expect(sound.status).toBe(0);
  expect(sound.stdout).toContain('3个签名，钥匙都是本编辑部登记的');

  expect(neikan(['restore', path, '--data', bare], typed('luzhixing'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('已经有编辑部的数据'),
  });
  // Somebody who can open the backup still needs the system administrator of the office that is there.
  const alone = neikan(['restore', path, '--data', bare, '--set-aside'], typed('luzhixing'));
  expect(alone).toMatchObject({ status: 2, stderr: expect.stringContaining('现在的系统管理员，登录名') });
  const both = neikan(['restore', path, '--data', bare, '--set-aside'], typed('luzhixing') + typed('luzhixing'));
  expect(both).toMatchObject({ status: 1, stderr: expect.stringContaining('要由现在的系统管理员同意') });
  const again = neikan(['restore', path, '--data', bare, '--set-aside'], typed('luzhixing') + typed('suhe'));
  expect(again.stdout).toMatch(/原有数据移到 .*恢复前的数据-\d{8}-\d{6}\n/);
});

test('the printed code restores too; a wrong one does not, and nothing is made', () => {
  const path = join(medium, backups()[0] ?? '');
  expect(recoveryCode).not.toBe('');
  const target = join(folder, 'by-code');
  const wrong = neikan(['restore', path, '--data', target, '--code'], '0000-0000\n');
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('恢复码抄写有误') });
  expect(existsSync(join(target, 'keyring.json'))).toBe(false);
  expect(neikan(['restore', path, '--data', target, '--code'], `${recoveryCode}\n`).status).toBe(0);
  expect(neikan(['verify', target], typed('suhe')).status).toBe(0);
});

test('a damaged base is salvaged from the command line, which says what is lost and ends with a status of its own', async () => {
  const damaged = join(folder, 'damaged');
  cpSync(data, damaged, { recursive: true });
  expect(neikan(['salvage', '--data', damaged], typed('luzhixing'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('不用抢救'),
  });
  expect(neikan(['salvage'])).toMatchObject({ status: 2, stderr: expect.stringContaining('退出状态') });
  await damageTable(damaged, 'article_versions', 'luzhixing', samplePasswords.luzhixing ?? '');
  const { status, stdout, stderr } = neikan(['salvage', '--data', damaged], typed('luzhixing'));
  expect(stdout).toMatch(
    /稿件库（content\.db）：读出\d+行，1类有读不出的\n {2}稿件版本：读出\d+行；读不出.+\n已换上新的库/,
  );
  expect(stderr).toContain('有读不出的内容');
  expect(status).toBe(3);
  expect(neikan(['salvage', '--data', damaged], typed('luzhixing')).status).toBe(1);
});

test('any changed byte of a backup makes verify exit 1 and name the file', () => {
  const path = join(medium, backups()[0] ?? '');
  for (const name of readdirSync(path)) {
    const file = join(path, name);
    const whole = readFileSync(file);
    const bytes = Buffer.from(whole);
    const at = Math.floor(bytes.length / 3);
    bytes[at] = (bytes[at] ?? 0) ^ 32;
    writeFileSync(file, bytes);
    const { status, stderr } = neikan(['verify', path]);
    writeFileSync(file, whole);
    expect(status, name).toBe(1);
    expect(stderr, name).toContain(name);
  }
  expect(neikan(['verify', join(path, 'content.db')]).status).toBe(0);
});

test('only the system administrator backs up; wrong usage is exit 2', () => {
  const refused = neikan(['backup', '--data', data, '--to', medium], typed('luzhixing'));
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('系统管理员') });
  for (const args of [
    ['backup'],
    ['backup', '--data', data],
    ['backup', '--data', data, '--to', medium, '--drill', 'x'],
  ]) {
    expect(neikan(args).status).toBe(2);
  }
  expect(neikan(['restore', medium]).status).toBe(2);
  expect(neikan(['restore', medium, '--data', join(folder, 'none')], typed('suhe'))).toMatchObject({ status: 1 });
  expect(existsSync(join(folder, 'none'))).toBe(false);
});

test('a backup that is broken off leaves nothing that counts', async () => {
  const target = join(folder, 'broken-off');
  mkdirSync(target);
  const child = spawn(process.execPath, ['electron/cli/main.ts', 'backup', '--data', data, '--to', target]);
  child.stdin.end(typed('suhe'));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Killed as soon as anything of it is on the medium.
  while (readdirSync(target).length === 0 && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  await ended;
  for (const name of readdirSync(target).filter((one) => !one.startsWith('.'))) {
    // Where the kill came too late, what has the name of a backup is one.
    expect(neikan(['verify', join(target, name)]).status).toBe(0);
  }
  expect(neikan(['backup', '--data', data, '--to', target], typed('suhe')).status).toBe(0);
  expect(readdirSync(target).filter((one) => one.startsWith('.'))).toEqual([]);
});
