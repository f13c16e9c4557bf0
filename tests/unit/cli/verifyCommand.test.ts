import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyCommand } from '#cli/verifyCommand.ts';
import { buildExport } from '#formats/export/buildExport.ts';
import { writeText } from '#formats/text/writeText.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-verify-'));
  for (const serial of [1, 2]) {
    const document = {
      ...emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' }),
      number: { series: 'regular' as const, year: 2026, serial },
    };
    const text = { name: 'issue.txt', bytes: new TextEncoder().encode(writeText(document)) };
    mkdirSync(join(folder, `issue-${serial}`));
    for (const file of buildExport({ kind: 'draft', document, files: [text], signatures: [] })) {
      writeFileSync(join(folder, `issue-${serial}`, file.name), file.bytes);
    }
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function neikan(...args: readonly string[]) {
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], { encoding: 'utf8' });
}

test('a folder of exported issues is checked issue by issue', () => {
  const { status, stdout } = neikan('verify', folder);
  expect(stdout).toBe('issue-1：相符。草稿，未签发\nissue-2：相符。草稿，未签发\n');
  expect(status).toBe(0);
});

test('one byte too many exits 1 and names the file, for the folder and for the file itself', () => {
  const file = join(folder, 'issue-2', 'issue.txt');
  appendFileSync(file, ' ');
  for (const path of [folder, file]) {
    const { status, stderr } = neikan('verify', path);
    expect(stderr).toContain('issue.txt：内容与清单不符，已被改动');
    expect(status).toBe(1);
  }
});

test('a file outside every exported issue is named', () => {
  writeFileSync(join(folder, 'note.txt'), '');
  const { status, stderr } = neikan('verify', folder);
  expect(stderr).toContain('note.txt：不属于任何一份导出内容');
  expect(status).toBe(1);
});

/** The command in this process: the lines it prints. */
async function verify(path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await verifyCommand([path], (line) => lines.push(line));
  return lines;
}

test('a file means its own exported issue and no other', async () => {
  writeFileSync(join(folder, 'note.txt'), '');
  appendFileSync(join(folder, 'issue-1', 'issue.txt'), ' ');
  expect(await verify(join(folder, 'issue-2', 'issue.txt'))).toHaveLength(1);
  await expect(verify(join(folder, 'note.txt'))).rejects.toThrow(/note.txt 不在导出的刊期中/);
});

test('what file managers leave is named and does no harm; whatever else is in an issue fails', async () => {
  for (const place of [folder, join(folder, 'issue-1')]) writeFileSync(join(place, '.DS_Store'), 'x');
  const lines = await verify(folder);
  expect(lines).toContain('.DS_Store：无关文件，不影响校验');
  expect(lines).toContain(`${join('issue-1', '.DS_Store')}：无关文件，不影响校验`);
  expect(lines).toContain('issue-1：相符。草稿，未签发');
  writeFileSync(join(folder, 'issue-1', 'more.txt'), '');
  mkdirSync(join(folder, 'issue-1', 'sub'));
  symlinkSync('issue.txt', join(folder, 'issue-1', 'link.txt'));
  for (const name of ['more.txt', 'sub', 'link.txt']) await expect(verify(folder)).rejects.toThrow(name);
});

test('a path that is not there, or holds nothing to check, is said', () => {
  expect(neikan('verify', join(folder, 'nothing'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('找不到'),
  });
  mkdirSync(join(folder, 'empty'));
  expect(neikan('verify', join(folder, 'empty'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('没有可校验的导出内容'),
  });
});

test('wrong usage exits 2', () => {
  for (const args of [[], ['verify'], ['nonsense'], ['constructor']]) expect(neikan(...args).status).toBe(2);
});
