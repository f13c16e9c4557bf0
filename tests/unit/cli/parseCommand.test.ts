import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { docxFile, paragraph } from '../formats/docx/docxFile.ts';

const bulletin = `内部刊物

云溪工作信息

第 2 期

云溪县办公室

2026年3月2日

- 水务局三项举措推进河湖整治

水务局三项举措 推进河湖整治

今年以来，县水务局扎实推进河湖整治，取得明显成效。

一、摸清底数

一是全面排查。共排查河道12条。二是建立台账。逐条登记。

(县水务局)

报：县委办公室

发：各乡镇

责任编辑：周亦宁
审核：何清越
签发：陈明远
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-parse-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function neikan(...args: readonly string[]) {
  return spawnSync(process.execPath, ['electron/cli/main.ts', 'parse', ...args], { encoding: 'utf8' });
}

test('a bulletin becomes a document, in the file asked for or on standard output', () => {
  const input = join(folder, 'bulletin.txt');
  const output = join(folder, 'issue.json');
  writeFileSync(input, bulletin);
  expect(neikan(input, '--json', output).status).toBe(0);
  const document = IssueDocument.parse(JSON.parse(readFileSync(output, 'utf8')));
  expect(document.number).toEqual({ series: 'regular', year: 2026, serial: 2 });
  expect(document.articles[0]?.title).toEqual(['水务局三项举措', '推进河湖整治']);
  expect(document.signOff.map(({ person }) => person)).toEqual(['周亦宁', '何清越', '陈明远']);
  expect(JSON.parse(neikan(input).stdout)).toEqual(document);
});

test('the brackets of a source line are made full-width, and that is said with its line', () => {
  const input = join(folder, 'bulletin.txt');
  writeFileSync(input, bulletin);
  expect(neikan(input).stderr).toMatch(/第21行：/);
});

test('what is no text is refused by name and nothing is written', () => {
  const input = join(folder, 'noise.txt');
  const output = join(folder, 'issue.json');
  writeFileSync(input, Buffer.from([0x00, 0x01, 0xff, 0xfe, 0x80, 0x02]));
  const { status, stderr } = neikan(input, '--json', output);
  expect(status).toBe(1);
  expect(stderr).toContain('noise.txt：无法识别文字编码');
  expect(existsSync(output)).toBe(false);
});

test('a missing file, a folder and a missing place to write are each said', () => {
  const input = join(folder, 'bulletin.txt');
  writeFileSync(input, bulletin);
  expect(neikan(join(folder, 'nothing.txt'))).toMatchObject({ status: 1, stderr: expect.stringContaining('找不到') });
  expect(neikan(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('是文件夹') });
  expect(neikan(input, '--json', join(folder, 'no', 'issue.json'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('所在的文件夹'),
  });
});

test('a manuscript is read by --manuscript, from Word as well, and places are paragraphs then', () => {
  const input = join(folder, 'manuscript.docx');
  const lines = ['水务局推进河湖整治', '县水务局排查河道12条。', '(县水务局)'];
  writeFileSync(input, docxFile({ body: lines.map((line) => paragraph(line)).join('') }));
  const { status, stdout, stderr } = neikan(input, '--manuscript');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    article: { title: [lines[0]], source: { unit: '县水务局' } },
    images: {},
  });
  expect(stderr).toBe('第3段：落款 （县水务局），原为 (县水务局)\n');
});

test('wrong usage exits 2', () => {
  for (const args of [[], ['a.txt', 'b.txt'], ['a.txt', '--xml', 'b']]) expect(neikan(...args).status).toBe(2);
});
