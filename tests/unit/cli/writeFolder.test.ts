import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFolder } from '#cli/writeFolder.ts';
import { buildExport } from '#formats/export/buildExport.ts';
import type { ExportManifest } from '#shared/issue/exportManifest.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const document = emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' });

function made(kind: ExportManifest['kind'], text: string) {
  return buildExport({
    kind,
    document,
    files: [{ name: 'issue.txt', bytes: new TextEncoder().encode(text) }],
    signatures: [],
  });
}

test('an export is written whole, and a later draft takes the place of an earlier one', () => {
  const place = join(folder, 'out');
  mkdirSync(place);
  for (const text of ['第一稿', '第二稿']) {
    writeFolder(place, 'draft', made('draft', text));
    expect(readFileSync(join(place, 'issue.txt'), 'utf8')).toBe(text);
    expect(readdirSync(place).sort()).toEqual(['issue.json', 'issue.txt', 'manifest.json']);
  }
  expect(readdirSync(folder)).toEqual(['out']);
});

test('what was signed is never replaced by a draft, and not by a signed one where other files lie with it', () => {
  const place = join(folder, 'out');
  writeFolder(place, 'issued', made('issued', '正本'));
  expect(() => writeFolder(place, 'draft', made('draft', '草稿'))).toThrow(
    /已签发的刊物，不能用草稿代替.*请换一个文件夹/,
  );
  writeFileSync(join(place, 'letter.txt'), '来信');
  expect(() => writeFolder(place, 'issued', made('issued', '重印'))).toThrow(/还有 letter.txt/);
  expect(readFileSync(join(place, 'issue.txt'), 'utf8')).toBe('正本');
  expect(readFileSync(join(place, 'letter.txt'), 'utf8')).toBe('来信');
});

test('a folder whose manifest is none, a file, a place below a file and one without a parent are refused', () => {
  const foreign = join(folder, 'foreign');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'manifest.json'), '{"name":"别的程序"}');
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const draft = made('draft', '草稿');
  expect(() => writeFolder(foreign, 'draft', draft)).toThrow(/不是导出的刊期，没有改动它/);
  expect(() => writeFolder(file, 'draft', draft)).toThrow('是文件，不是文件夹');
  expect(() => writeFolder(join(file, 'out'), 'draft', draft)).toThrow('上一级是一个文件');
  expect(() => writeFolder(join(folder, 'no', 'out'), 'draft', draft)).toThrow('所在的文件夹，请先建好');
  expect(readdirSync(foreign)).toEqual(['manifest.json']);
});

const isRoot = process.getuid?.() === 0;
if (isRoot) console.log('skipped: a folder that may not be written, because the superuser may write every folder');

test.skipIf(isRoot)('a folder that may not be written is said and left as it is', () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  expect(() => writeFolder(join(locked, 'out'), 'draft', made('draft', '草稿'))).toThrow('没有写入');
  expect(existsSync(join(locked, 'out'))).toBe(false);
});
