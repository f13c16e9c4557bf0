import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { emptyIssueDocument, IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';

const article = {
  id: 'a1',
  title: ['云溪县三项举措', '推进河湖整治'],
  source: { unit: '云溪县水务局', line: '（云溪县水务局）' },
  body: [
    { role: 'paragraph' as const, inlines: [{ text: '一是清淤。', runIn: true as const }, { text: '全县清淤12处。' }] },
  ],
};
const document: IssueDocument = {
  ...emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' }),
  articles: [article],
};

test('a document is read back as it was written', () => {
  expect(IssueDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
});

test('two articles of one id are refused with the place', () => {
  const refused = IssueDocument.safeParse({ ...document, articles: [article, article] });
  expect(refused.error?.issues[0]?.path).toEqual(['articles', 1, 'id']);
});

test('a figure whose image is not in the document is refused with the place', () => {
  const figure = { role: 'figure' as const, image: 'a'.repeat(64) };
  const refused = IssueDocument.safeParse({ ...document, articles: [{ ...article, body: [figure] }] });
  expect(refused.error?.issues[0]?.path).toEqual(['articles', 0, 'body', 0, 'image']);
});

test('an unknown member is refused', () => {
  expect(IssueDocument.safeParse({ ...document, extra: 1 }).success).toBe(false);
});

test('contents follow the titles', () => {
  expect(contentsLines(document)).toEqual(['云溪县三项举措推进河湖整治']);
});

test('what is decided at 签发 does not touch the content hash, one character of the text does', () => {
  const before = contentHash(document);
  const signed = {
    ...document,
    number: { series: 'regular' as const, year: 2026, serial: 3 },
    date: '2026-03-02',
    copies: 40,
    signOff: [{ step: 'signer' as const, label: '签发', person: '陈明远' }],
  };
  expect(contentHash(signed)).toBe(before);
  expect(contentHash({ ...document, publication: { ...document.publication, organ: '云溪县办公厅' } })).not.toBe(
    before,
  );
});

test('the issue hash covers number, names, sizes and hashes, not the order of the files', () => {
  const files = [
    { name: 'issue.pdf', bytes: 10, sm3: 'a'.repeat(64) },
    { name: 'issue.txt', bytes: 4, sm3: 'b'.repeat(64) },
  ];
  const hash = issueHash(document, files);
  expect(issueHash(document, [...files].reverse())).toBe(hash);
  expect(issueHash({ ...document, copies: 40 }, files)).not.toBe(hash);
  expect(issueHash(document, files.slice(1))).not.toBe(hash);
});

test('the hash is the SM3 that OpenSSL computes', () => {
  expect(contentHash(document)).toBe(
    createHash('sm3')
      .update(canonicalJson((({ number, date, signOff, copies, ...content }) => content)(document)))
      .digest('hex'),
  );
});
