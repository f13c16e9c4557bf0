import { expect, test } from 'vitest';
import { checkPrintable } from '#formats/typeset/checkPrintable.ts';
import type { Article } from '#shared/issue/article.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';

const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });
const article = (id: string, body: Article['body']): Article => ({ id, title: ['渡口的灯'], source: null, body });
const parameters = LayoutParameters.parse({ fonts: { source: 'shippedOnly' } });

test('what cannot be printed is told with its place as data: article, block, head or foot', async () => {
  const table = {
    role: 'table' as const,
    headerRows: 0,
    rows: [[{ inlines: [{ text: '甲' }], rowSpan: 3 }]],
  };
  const document = {
    ...emptyIssueDocument({ name: '云'.repeat(81), organ: '云溪县办公室' }),
    articles: [
      article('a1', [paragraph('灯亮了。')]),
      article('a2', [paragraph('灯下。'), paragraph('\u{F0000}'), table]),
    ],
    sendTo: ['各乡镇\u0001'],
  };
  const { missing, unprintable } = await checkPrintable(document, parameters);
  expect(missing).toContainEqual(
    expect.objectContaining({ character: '\u{F0000}', at: { part: 'article', article: 1, block: 1 } }),
  );
  expect(unprintable).toEqual([
    { message: expect.stringMatching(/^刊名有81字/), at: { part: 'head' } },
    { message: expect.stringMatching(/^报送范围有不能写入/), at: { part: 'foot' } },
    { message: expect.stringMatching(/^第2篇第3段的表格/), at: { part: 'article', article: 1, block: 2 } },
  ]);
});
