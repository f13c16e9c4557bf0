import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readIssueFile } from '#cli/readIssueFile.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-issue-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const issue = emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' });

function read(content: unknown) {
  const path = join(folder, 'issue.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return () => readIssueFile(path);
}

test('an issue is read', () => {
  expect(read(issue)()).toEqual(issue);
});

test('what is wrong is said in Chinese with its place, five places at most and how many more', () => {
  expect(read({ ...issue, copies: 0, reportTo: ['县委', ''], date: '3月2日', colour: 'red' })).toThrow(
    /date：写法不对.*\n.*reportTo 第2项：不能为空\n.*copies：不能小于1\n.*全文：有不认识的内容：colour$/s,
  );
  const { marking: _marking, ...rest } = issue;
  expect(read({ ...rest, signOff: [{ step: 'boss', label: '签发', person: 7 }] })).toThrow(
    /marking：缺少这一项.*signOff 第1项 step：只能是.*signOff 第1项 person：应为文字/s,
  );
  expect(read({ ...issue, reportTo: ['', '', '', '', '', '', ''] })).toThrow(/第5项：不能为空\n {2}另有2处$/);
  const article = { id: 'a', title: ['一'], source: null, body: [{ role: 'nonsense', inlines: [] }] };
  expect(read({ ...issue, articles: [article, { ...article, body: [] }] })).toThrow(/articles 第1项 body 第1项/);
  expect(read({ ...issue, articles: [article] })).not.toThrow(/[a-z]+ed |[Ii]nvalid|expected/);
});

test('a manuscript, a manifest and what is no JSON are each called by their names', () => {
  expect(read({ article: {}, images: {} })).toThrow('这是一篇来稿，不是一期刊物');
  expect(read({ format: 'neikan-export', manifestHash: '' })).toThrow('请用同一文件夹中的 issue.json');
  expect(read('云溪工作信息')).toThrow('不是 JSON 文件');
});
