import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blockParagraphs } from '#shared/issue/block.ts';
import { emptyIssueDocument, IssueDocument } from '#shared/issue/issueDocument.ts';

const seed = '../shared/seed/zhejiang-youth-2019-03.txt';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-typeset-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function neikan(...args: readonly string[]) {
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], { encoding: 'utf8' });
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
  expect(made.stdout).toMatch(/^pdf：2页，\d+字节，\d+毫秒\ntxt：\d+字节，\d+毫秒\n$/);
  expect(readdirSync(out).sort()).toEqual(['issue.json', 'issue.pdf', 'issue.txt', 'manifest.json']);
  expect((await readPdf(join(out, 'issue.pdf'))).text).not.toContain('草稿');
  expect(neikan('verify', out)).toMatchObject({ status: 0, stdout: expect.stringContaining('草稿，未签发') });
});

test('a character no font of its slot has stops the export with its place, and nothing is written', () => {
  const rare = { ...small, articles: [{ ...small.articles[0], title: ['水务局推进\u{2f9f4}整治'] }] };
  const { status, stderr } = neikan('typeset', writeIssue(rare), '--out', join(folder, 'out'));
  expect(status).toBe(1);
  expect(stderr).toContain('\u{2f9f4}');
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('what is no issue is refused with the place', () => {
  const { status, stderr } = neikan('typeset', writeIssue({ ...small, copies: 0 }), '--out', join(folder, 'out'));
  expect(status).toBe(1);
  expect(stderr).toContain('copies');
});

test('wrong usage exits 2', () => {
  for (const args of [[], ['a.json'], ['a.json', '--out', 'o', '--formats', 'exe']]) {
    expect(neikan('typeset', ...args).status).toBe(2);
  }
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
