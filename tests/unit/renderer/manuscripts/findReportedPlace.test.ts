import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { findReportedPlace } from '../../../../renderer/screens/manuscripts/findReportedPlace.ts';
import { readingGroups } from '../../../../renderer/screens/manuscripts/readingGroups.ts';

const top = fileURLToPath(new URL('../../../../', import.meta.url));

async function read(file: string) {
  return readManuscriptFile({ name: file, bytes: new Uint8Array(readFileSync(`${top}${file}`)) });
}

test('a joined paragraph is found by the words at the joint', async () => {
  const { article, report } = await read('tests/fixtures/manuscripts/wrapped-lines.txt');
  const joined = report.filter(({ kind }) => kind === 'joined');
  expect(joined.length).toBeGreaterThan(0);
  for (const entry of joined) {
    const place = findReportedPlace(article, entry);
    const block = place?.kind === 'block' ? article.body[place.index] : undefined;
    const [, next = ''] = entry.message.split('｜');
    expect(block && blockParagraphs(block).join('')).toContain(next.replace('…', ''));
  }
});

test('a comment is found by the words it is attached to', async () => {
  const { article, report } = await read('resources/sample/manuscripts/安澜市总工会-练比用.docx');
  const comment = report.find(({ kind }) => kind === 'comment');
  const place = comment && findReportedPlace(article, comment);
  const block = place?.kind === 'block' ? article.body[place.index] : undefined;
  expect(block && blockParagraphs(block).join('')).toContain('1340万元');
});

test('what is quoted nowhere in the text leads nowhere', () => {
  const content = { title: ['村口服务点'], source: null, body: [] };
  expect(findReportedPlace(content, { line: 0, kind: 'macro', message: '文件带有宏，没有收入' })).toBeUndefined();
  expect(findReportedPlace(content, { line: 3, kind: 'header', message: '页眉没有收入：内部资料' })).toBeUndefined();
  expect(findReportedPlace(content, { line: 9, kind: 'source', message: '落款 （县林场）' })).toBeUndefined();
});

test('every entry of every report stands in one group, doubts first', async () => {
  const order = ['doubted', 'dropped', 'healed'];
  for (const file of globSync('{tests/fixtures,resources/sample}/manuscripts/*.{txt,docx}', { cwd: top })) {
    const { report } = await read(file);
    const groups = readingGroups([...report]);
    expect(groups.flatMap(({ kinds }) => kinds.flatMap(({ entries }) => entries))).toHaveLength(report.length);
    const names = groups.map(({ name }) => name);
    expect(names).toEqual(order.filter((name) => names.some((other) => other === name)));
  }
});
