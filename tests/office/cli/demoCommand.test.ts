import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCommand } from '#cli/demoCommand.ts';
import { verifyCommand } from '#cli/verifyCommand.ts';
import { digestLine } from '#shared/issue/digestWords.ts';
import { ExportManifest } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';

let folder: string;
const lines: string[] = [];
const print = (line: string) => lines.push(line);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-demo-test-'));
  await demoCommand(['--out', join(folder, 'out')], print);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every step of the job is said, with its time', () => {
  const steps = lines.map((line) => line.split('：')[0]);
  for (const step of [
    '新建编辑部',
    '登记刊物和单位',
    '收稿',
    '选用、编辑、定稿',
    '组稿',
    '送审',
    '审核退回',
    '改后再送审',
    '审核修改',
    '确认修改',
    '审核通过',
    '付印样',
    '签发',
    '印发、归档',
    '导出',
    '整期读入',
    '检索',
    '校验档案',
    '校验审计',
    '写出并校验',
    '改动一个字节',
  ]) {
    expect(steps).toContain(step);
  }
  for (const line of lines) expect(line).toMatch(/（\d+毫秒）$/);
  expect(lines.at(-1)).toMatch(/issue\.pdf：内容与清单不符/);
});

test('both issues are left signed by three people, and verify', async () => {
  const out = join(folder, 'out');
  const verdict: string[] = [];
  await verifyCommand([out], (line) => verdict.push(line));
  expect(verdict).toHaveLength(7);
  const key = '钥匙指纹 [0-9a-f]{4}( [0-9a-f]{4}){3}';
  const signed = ['责任编辑苏禾', '审核程望川', '签发陆知行'].map((name) => `${name}（20[^（]+，${key}）`).join('，');
  for (const line of [verdict[0], verdict[3]]) expect(line).toMatch(new RegExp(`相符。${signed}$`));
  const manifestOf = (line = '') =>
    ExportManifest.parse(JSON.parse(readFileSync(join(out, line.split('：')[0] ?? '', 'manifest.json'), 'utf8')));
  for (const [line, ofIssue, ofContent] of [verdict.slice(0, 3), verdict.slice(3, 6)]) {
    const { issueHash, contentHash } = manifestOf(line);
    expect(ofIssue).toBe(`  签发摘要读作：${digestLine(issueHash)}`);
    expect(ofContent).toBe(`  内容摘要读作：${digestLine(contentHash)}（与发稿单上的相同）`);
  }
  expect(verdict.at(-1)).toMatch(/^已证明：.*内容没有改动。.*指纹/);
});

test('the first issue prints what its editors made of it', () => {
  const out = join(folder, 'out');
  const [name] = readdirSync(out).filter((entry) => entry.startsWith('云岭工会工作信息'));
  const document = IssueDocument.parse(JSON.parse(readFileSync(join(out, name ?? '', 'issue.json'), 'utf8')));
  expect(document.number?.serial).toBe(6);
  expect(document.articles.map(({ title }) => title.length)).toEqual([3, 2, 2, 2]);
  const text = readFileSync(join(out, name ?? '', 'issue.txt'), 'utf8');
  expect(text).toContain('去年收了312名孩子');
  expect(text).not.toContain('女职工960名');
  expect(document.reportTo.at(-1)).toBe('云溪市委、安澜市委、禾川县委、安澜市临湖区委分管领导');
});

test.each(
  ['pdf', 'ofd', 'docx', 'html', 'txt', 'json']
    .map((ending) => `issue.${ending}`)
    .concat('layout.json', 'manifest.json', '发稿单.pdf'),
)('one changed bit in %s is found and named', async (file) => {
  const out = join(folder, 'out');
  const path = join(out, readdirSync(out)[0] ?? '', file);
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes);
  const place = Math.floor(bytes.length / 3);
  changed.writeUInt8(changed.readUInt8(place) ^ 4, place);
  writeFileSync(path, changed);
  try {
    await expect(verifyCommand([out], () => {})).rejects.toThrow(file);
  } finally {
    writeFileSync(path, bytes);
  }
});

test('a place that cannot hold the issues is said before anything is done', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const said: string[] = [];
  for (const out of [file, join(file, 'out'), join(folder, 'no', 'out')]) {
    await expect(demoCommand(['--out', out], (line) => said.push(line))).rejects.toMatchObject({ exitCode: 1 });
  }
  expect(said).toEqual([]);
});

test('a wrong option is wrong usage', async () => {
  await expect(demoCommand(['--somewhere'], print)).rejects.toMatchObject({ exitCode: 2 });
});
