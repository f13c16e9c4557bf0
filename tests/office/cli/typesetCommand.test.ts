import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { typesetCommand } from '#cli/typesetCommand.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { emptyIssueDocument, IssueDocument } from '#shared/issue/issueDocument.ts';

const seed = '../shared/seed/zhejiang-youth-2019-03.txt';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-typeset-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function neikan(...args: readonly string[]) {
  return neikanWith({}, ...args);
}

function neikanWith(env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], options);
}

async function readPdf(path: string): Promise<{ readonly pages: number; readonly text: string }> {
  const task = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 });
  const pdf = await task.promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent({ disableNormalization: true });
    text += items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  const pages = pdf.numPages;
  await task.destroy();
  return { pages, text: text.replace(/\s/g, '') };
}

const small: IssueDocument = {
  ...emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' }),
  articles: [
    {
      id: 'a1',
      title: ['水务局推进河湖整治'],
      source: null,
      body: [{ role: 'paragraph', inlines: [{ text: '全县清淤12处。' }] }],
    },
  ],
};

function writeIssue(document: unknown): string {
  const path = join(folder, 'input.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

test('an unsigned issue comes out marked, with a manifest that verifies, and the mark adds no text', async () => {
  const out = join(folder, 'out');
  const made = neikan('typeset', writeIssue(small), '--out', out);
  expect(made.stderr).toBe('');
  expect(made.stdout).toMatch(
    /^排印：2页，\d+毫秒\n(?:(?:pdf|ofd|docx|html|txt)：\d+字节，\d+毫秒\n){5}已写入 \/.+\/out\n$/,
  );
  expect(readdirSync(out).sort()).toEqual([
    'issue.docx',
    'issue.html',
    'issue.json',
    'issue.ofd',
    'issue.pdf',
    'issue.txt',
    'layout.json',
    'manifest.json',
  ]);
  expect((await readPdf(join(out, 'issue.pdf'))).text).not.toContain('草稿');
  expect(neikan('verify', out)).toMatchObject({ status: 0, stdout: expect.stringContaining('草稿，未签发') });
});

test('a character no font of its slot has stops the export with its place, and nothing is written', () => {
  const rare = { ...small, articles: [{ ...small.articles[0], title: ['水务局推进\u{2f9f4}整治'] }] };
  const { status, stderr } = neikan('typeset', writeIssue(rare), '--out', join(folder, 'out'));
  expect(status).toBe(1);
  expect(stderr).toMatch(/\u{2f9f4}（U\+2F9F4）：.+，见.+\n请核对/u);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('what is no issue, and a place that cannot be written, are refused before any work', async () => {
  const said: string[] = [];
  const typeset = (...args: readonly string[]) => typesetCommand(args, (line) => said.push(line));
  const out = join(folder, 'out');
  await expect(typeset(writeIssue({ ...small, copies: 0 }), '--out', out)).rejects.toThrow('copies：不能小于1');
  const input = writeIssue(small);
  for (const place of [input, join(input, 'out'), join(folder, 'no', 'out'), folder]) {
    await expect(typeset(input, '--out', place)).rejects.toMatchObject({ exitCode: 1 });
  }
  expect(said).toEqual([]);
  expect(readdirSync(folder)).toEqual(['input.json']);
  await typeset(input, '--out', out, '--formats', 'TXT, txt');
  expect(readdirSync(out).sort()).toEqual(['issue.json', 'issue.txt', 'manifest.json']);
});

test('a browser that is not there, or does not start, is named', () => {
  const input = writeIssue(small);
  for (const [browser, words] of [
    ['/nowhere/chromium', /NEIKAN_CHROMIUM 指定的浏览器不存在：\/nowhere\/chromium/],
    ['/bin/false', /^浏览器 \/bin\/false 没有启动[^\n]+\n$/],
  ] as const) {
    const made = neikanWith({ NEIKAN_CHROMIUM: browser }, 'typeset', input, '--out', join(folder, 'out'));
    expect(made).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(words) });
  }
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('broken off, it says so and leaves nothing, neither of the export nor of the browser', async () => {
  const profiles = () =>
    ['/dev/shm', tmpdir()]
      .filter((home) => existsSync(home))
      .flatMap((home) => readdirSync(home).map((name) => join(home, name)));
  const made = spawn(process.execPath, [
    'electron/cli/main.ts',
    'typeset',
    writeIssue(small),
    '--out',
    join(folder, 'out'),
  ]);
  let stderr = '';
  made.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(made, 'exit');
  const own = () => profiles().filter((path) => path.includes(`neikan-printer-${made.pid}-`));
  await vi.waitUntil(() => own().length > 0, { timeout: 60_000, interval: 5 });
  made.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(stderr).toBe('已中断，没有留下文件。\n');
  expect(own()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['input.json']);
});

test('wrong usage exits 2', async () => {
  const typeset = (...args: readonly string[]) => typesetCommand(args, () => {});
  for (const args of [[], ['a.json'], ['a.json', '--out', 'o', '--formats', 'exe']]) {
    await expect(typeset(...args)).rejects.toMatchObject({ exitCode: 2 });
  }
  await expect(typeset('a.json', '--out', 'o', '--formats', 'exe')).rejects.toThrow('没有“exe”这种格式');
});

if (!existsSync(seed)) console.log('skipped: the real bulletin, because ../shared/seed is not there');

test.skipIf(!existsSync(seed))(
  'the real bulletin prints on 13 to 15 pages, its text whole, and reads back the same',
  async () => {
    const json = join(folder, 'issue.json');
    const out = join(folder, 'out');
    expect(neikan('parse', seed, '--json', json).status).toBe(0);
    expect(neikan('typeset', json, '--out', out).stderr).toBe('');
    const document = IssueDocument.parse(JSON.parse(readFileSync(json, 'utf8')));
    const { pages, text } = await readPdf(join(out, 'issue.pdf'));
    expect(pages).toBeGreaterThanOrEqual(13);
    expect(pages).toBeLessThanOrEqual(15);
    expect(text).not.toMatch(/[\u2e80-\u2fdf]/);
    expect(readFileSync(join(out, 'issue.pdf'), 'latin1')).not.toContain('/Type3');
    // Page numbers stand between the halves of a paragraph that runs over a page.
    const flowing = text.replace(/—\d+—/g, '');
    for (const block of document.articles.flatMap(({ body }) => body)) {
      for (const paragraph of blockParagraphs(block)) expect(flowing).toContain(paragraph.replace(/\s/g, ''));
    }
    expect(neikan('parse', join(out, 'issue.txt')).stdout).toBe(readFileSync(json, 'utf8'));
  },
);
