import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import { writeText } from '#formats/text/writeText.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { docxFile, paragraph, run } from '../docx/docxFile.ts';

const folder = (name: string) => new URL(`../../../fixtures/${name}/`, import.meta.url);
const names = (of: string) =>
  readdirSync(folder(of))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4));
const bytes = (of: string, name: string) => new Uint8Array(readFileSync(new URL(`${name}.txt`, folder(of))));
const expected = (of: string, name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder(of)), 'utf8'));
const places = (report: readonly ReportEntry[]) => report.map(({ line, kind }) => `${line} ${kind}`);

test.each(names('bulletins'))('the bulletin %s gives the document and the report written beside it', async (name) => {
  const { document, report } = await readBulletinFile({ name, bytes: bytes('bulletins', name) });
  const { document: written, report: reported } = expected('bulletins', name);
  expect(document).toEqual(written);
  expect(places(report)).toEqual(reported);
});

test.each(names('bulletins'))('the bulletin %s is the same after writing it as text and reading that', async (name) => {
  const { document } = await readBulletinFile({ name, bytes: bytes('bulletins', name) });
  expect(parseBulletin(writeText(document)).document).toEqual(document);
});

/** The text of a fixture as Word has it after pasting: a paragraph a line, tabs and blanks as they are. */
function asDocx(of: string, name: string): Uint8Array {
  const escaped = decodeText(bytes(of, name)).replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const lines = escaped.trimEnd().split(/\r\n|[\r\n]/);
  const content = (line: string) =>
    line
      .split('\t')
      .map((piece) => run(piece))
      .join('<w:r><w:tab/></w:r>');
  return docxFile({ body: lines.map((line) => paragraph(content(line))).join('') });
}

test.each(names('bulletins'))('the bulletin %s pasted into Word gives the same document and report', async (name) => {
  const { document, report } = await readBulletinFile({ name, bytes: asDocx('bulletins', name) });
  const { document: written, report: reported } = expected('bulletins', name);
  expect(document).toEqual(written);
  expect(places(report)).toEqual(reported);
});

test.each(names('manuscripts'))(
  'the manuscript %s pasted into Word gives the same article and report',
  async (name) => {
    const { article, report } = await readManuscriptFile({ name, bytes: asDocx('manuscripts', name) });
    const { article: written, report: reported } = expected('manuscripts', name);
    expect(article).toEqual(written);
    expect(places(report)).toEqual(reported);
  },
);

test.each(names('manuscripts'))(
  'the manuscript %s gives the article and the report written beside it',
  async (name) => {
    const { article, report } = await readManuscriptFile({ name, bytes: bytes('manuscripts', name) });
    const { article: written, report: reported } = expected('manuscripts', name);
    expect(article).toEqual(written);
    expect(places(report)).toEqual(reported);
  },
);

test.each(names('manuscripts').filter((name) => name !== 'neither-title-nor-source'))(
  'the manuscript %s is the same after a bulletin carried it as text',
  async (name) => {
    const { article } = await readManuscriptFile({ name, bytes: bytes('manuscripts', name) });
    const issue = { ...emptyIssueDocument({ name: '白石信息', organ: '白石县委' }), articles: [article] };
    expect(parseBulletin(writeText(issue)).document.articles).toEqual([article]);
  },
);

test('there are at least twenty bulletins and manuscripts', () => {
  expect(names('bulletins').length + names('manuscripts').length).toBeGreaterThanOrEqual(20);
});
