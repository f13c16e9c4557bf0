import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandPath } from '#cli/commandPath.ts';
import { parseCommand } from '#cli/parseCommand.ts';
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

/** The command in this process: what it prints and says, or the failure it ends with. */
async function run(...args: readonly string[]) {
  const printed: string[] = [];
  const said: string[] = [];
  await parseCommand(
    args,
    (line) => printed.push(line),
    (line) => said.push(line),
  );
  return { printed, said };
}

test('a manuscript is not taken for an issue, nor an issue for a manuscript, and nothing is written', async () => {
  const output = join(folder, 'issue.json');
  const issue = join(folder, 'bulletin.txt');
  const two = bulletin.replace(
    '(县水务局)',
    '(县水务局)\n\n交通局四项举措 守护学生上学路\n\n今年以来，县交通局在校门口设岗。\n\n(县交通局)',
  );
  writeFileSync(issue, two.replace('推进河湖整治\n\n水务局', '推进河湖整治\n- 交通局四项举措守护学生上学路\n\n水务局'));
  await expect(run(issue, '--manuscript', '--json', output)).rejects.toThrow(/像一整期内刊.*去掉 --manuscript/);
  const manuscripts = 'resources/sample/manuscripts';
  for (const name of readdirSync(manuscripts)) {
    const path = join(manuscripts, name);
    await expect(run(path, '--json', output), name).rejects.toThrow('这像一篇来稿，不是一整期；请加 --manuscript');
    await run(path, '--manuscript');
  }
  expect(existsSync(output)).toBe(false);
  for (const name of ['first-issue.txt', 'second-issue.txt']) await run(`resources/sample/${name}`);
});

test('only an ordinary file is written, never the one that is read, and nothing is left beside it', async () => {
  const input = join(folder, 'bulletin.txt');
  const link = join(folder, 'link.json');
  const twin = join(folder, 'twin.json');
  writeFileSync(input, bulletin);
  symlinkSync(join(folder, 'elsewhere.json'), link);
  linkSync(input, twin);
  for (const path of [input, twin]) await expect(run(input, '--json', path)).rejects.toThrow('就是要读入的文件');
  await expect(run(input, '--json', link)).rejects.toThrow('是链接');
  await expect(run(input, '--json', '/dev/null')).rejects.toThrow('不是普通文件');
  await expect(run(input, '--json', folder)).rejects.toThrow('是文件夹');
  await expect(run(input, '--json', join(input, 'issue.json'))).rejects.toThrow('它的上一级是一个文件');
  await expect(run('/dev/zero')).rejects.toThrow('不是普通文件');
  await expect(run(join(folder, '长'.repeat(200)))).rejects.toThrow('太长');
  expect(readFileSync(input, 'utf8')).toBe(bulletin);
  expect(readdirSync(folder).sort()).toEqual(['bulletin.txt', 'link.json', 'twin.json']);
});

test('a doubtful encoding and a name that promises a PDF are said', async () => {
  const input = join(folder, 'manuscript.pdf');
  writeFileSync(input, Uint8Array.of(0xa4, 0xba, 0xb3, 0xa1, 0xa5, 0x5a, 0xaa, 0xab, 0xa4, 0xa4, 0xa4, 0xe5));
  const { said } = await run(input, '--manuscript');
  expect(said).toEqual(expect.arrayContaining([expect.stringContaining('Big5'), expect.stringContaining('PDF')]));
});

test('paths count from where the person stood when npm runs the command, and only then', () => {
  const { INIT_CWD, npm_lifecycle_event: script } = process.env;
  try {
    process.env.INIT_CWD = '/stood';
    process.env.npm_lifecycle_event = 'neikan';
    expect([commandPath('a.txt'), commandPath('/b.txt')]).toEqual(['/stood/a.txt', '/b.txt']);
    process.env.npm_lifecycle_event = 'test';
    expect(commandPath('a.txt')).toBe(resolve('a.txt'));
  } finally {
    for (const [name, value] of Object.entries({ INIT_CWD, npm_lifecycle_event: script })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('wrong usage exits 2 and names what is wrong; the usage is given when it is asked for', async () => {
  expect(neikan('a.txt', '--xml', 'b').status).toBe(2);
  await expect(run()).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('npm run neikan -- parse'),
  });
  await expect(run('a.txt', 'b.txt')).rejects.toMatchObject({ exitCode: 2 });
  await expect(run('a.txt', '--xml', 'b')).rejects.toThrow('没有“--xml”这个选项');
  await expect(run('a.txt', '--json')).rejects.toThrow('“--json”后面缺少内容');
  await expect(run('a.txt', '--manuscript=x')).rejects.toThrow('“--manuscript”后面不带内容');
  expect(neikan('--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^用法：npm run neikan -- parse /),
  });
});
