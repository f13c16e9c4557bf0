import { expect, test } from 'vitest';
import type { Article } from '#shared/issue/article.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import type { BoundIssue } from '#shared/volume/boundIssue.ts';
import { volumeIndexes } from '#shared/volume/volumeIndexes.ts';

const article = (id: string, title: string, change: Partial<Article> = {}): Article => ({
  id,
  title: [title],
  source: null,
  body: [],
  ...change,
});
const from = (unit: string, ...others: readonly string[]) => ({
  source: { unit: [unit, ...others].join('、'), line: unit },
});
const bound = (firstPage: number, articlePages: readonly number[], document: Partial<IssueDocument>): BoundIssue => ({
  document: { ...emptyIssueDocument({ name: '禾川信息', organ: '' }), ...document },
  firstPage,
  pages: 6,
  articlePages,
  footPage: firstPage + 5,
});
const unitsOf = ({ unit }: { readonly unit: string }) => unit.split('、');

/** Each index as lines: title, then letter, label, and what is said with its pages. */
const lines = (...issues: readonly BoundIssue[]) =>
  volumeIndexes(issues, unitsOf).map(({ title, entries }) => [
    title,
    ...entries.map(
      ({ letter, label, items }) =>
        `${letter} ${label}：${items.map(({ text, pages }) => `${text} ${pages.join('、')}`).join('；')}`,
    ),
  ]);

test.each([
  ['no issue has no index', [], []],
  [
    'an article stands under each of its units at its own page, by pinyin and not by page',
    [
      bound(1, [2, 4], {
        articles: [article('a', '修路', from('水利局', '枫塘乡')), article('b', '种树', from('安阳镇'))],
      }),
    ],
    [
      ['单位索引', 'A 安阳镇：种树 4', 'F 枫塘乡：修路 2', 'S 水利局：修路 2'],
      ['栏目索引', 'W 未分栏目：修路 2；种树 4'],
    ],
  ],
  [
    'who has written and who has signed stand in one index, the signature at the page with the names',
    [
      bound(1, [2], {
        articles: [article('a', '修路', { byline: '本刊记者　单明' })],
        signOff: [{ step: 'signer', label: '签发', person: '单明' }],
      }),
    ],
    [
      ['人名索引', 'S 单明：修路 2；签发 6'],
      ['栏目索引', 'W 未分栏目：修路 2'],
    ],
  ],
  [
    'the same words of two issues are said once with both pages, and a page once',
    [
      bound(1, [2, 2], {
        column: '经验交流',
        articles: [article('a', '短讯', from('枫塘乡')), article('b', '短讯', from('枫塘乡'))],
      }),
      bound(7, [8], { column: '经验交流', articles: [article('c', '短讯', from('枫塘乡'))] }),
    ],
    [
      ['单位索引', 'F 枫塘乡：短讯 2、8'],
      ['栏目索引', 'J 经验交流：短讯 2、8'],
    ],
  ],
  [
    'a title of two lines is one, and an article whose page is not known stands at the first of its issue',
    [bound(7, [], { column: '领导讲话', articles: [article('a', '', { title: ['在全县会议上', '的讲话'] })] })],
    [['栏目索引', 'L 领导讲话：在全县会议上的讲话 7']],
  ],
] as const)('%s', (_what, issues, expected) => {
  expect(lines(...issues)).toEqual(expected);
});
