import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { articleId } from '#formats/text/readArticle.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { anyIssue } from './anyIssue.ts';
import { writtenParts } from './writtenParts.ts';

const shared = resolve(import.meta.dirname, '../../../../../shared/seed/zhejiang-youth-2019-03.txt');
const seedIsHere = existsSync(shared);
if (!seedIsHere) console.info(`the real bulletin through DOCX skipped: no text at ${shared}`);

async function readAgain(document: IssueDocument) {
  const bytes = await writeDocx(document, defaultLayoutParameters);
  writtenParts(bytes);
  return readBulletinFile({ name: 'issue.docx', bytes });
}

test('any issue comes back from its DOCX as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyIssue, async (document) => {
      expect(IssueDocument.safeParse(document).success).toBe(true);
      expect((await readAgain(document)).document).toEqual(document);
    }),
    { numRuns: 80 },
  );
});

const samples = resolve(import.meta.dirname, '../../../../resources/sample');
const texts = readdirSync(samples)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => resolve(samples, name));

test.each([...texts, ...(seedIsHere ? [shared] : [])])(
  '%s comes back from its DOCX, with nothing in doubt',
  async (path) => {
    const { document } = parseBulletin(readFileSync(path, 'utf8'));
    const { document: again, report, countedBy } = await readAgain(document);
    expect(again).toEqual(document);
    expect(countedBy).toBe('paragraph');
    expect(report.map(({ kind }) => kind).filter((kind) => kind !== 'metadata' && kind !== 'externalLink')).toEqual([
      'styles',
    ]);
  },
);

test('an issue with every part comes back but for what the page does not show', async () => {
  const { document } = await readAgain(fullIssue);
  const articles = fullIssue.articles.map(({ id: _id, ...content }) => {
    const shown = {
      ...content,
      source: content.source && { ...content.source, unit: content.source.line.slice(1, -1) },
    };
    return { id: articleId(shown), ...shown };
  });
  expect(document).toEqual({ ...fullIssue, articles });
});

test('what Word users change in a written file is read by its style', async () => {
  const bytes = await writeDocx(fullIssue, defaultLayoutParameters);
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const members = unzipSync(bytes);
  const xml = strFromU8(members['word/document.xml'] ?? new Uint8Array());
  const added = [
    '<w:p><w:pPr><w:pStyle w:val="NeikanHeading1"/></w:pPr><w:r><w:t>没有编号的小标题</w:t></w:r></w:p>',
    '<w:p><w:pPr><w:pStyle w:val="NoSuchStyle"/></w:pPr><w:r><w:t>（新写的一段）</w:t></w:r></w:p>',
  ];
  const at = xml.lastIndexOf('<w:p>', xml.indexOf('目前，已有24名徒弟'));
  const edited = xml.slice(0, at) + added.join('') + xml.slice(at);
  const file = zipSync({ ...members, 'word/document.xml': strToU8(edited) });
  const { document } = await readBulletinFile({ name: 'issue.docx', bytes: file });
  const roles = document.articles[1]?.body.map((block) => block.role);
  expect(roles).toEqual(['paragraph', 'figure', 'heading1', 'paragraph', 'paragraph']);
  expect(document.articles[1]?.source?.line).toBe('（枫塘乡人民政府）');
});
