import { expect, test } from 'vitest';
import type { Article } from '#shared/issue/article.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { issueNumberText, issuePassages } from '#shared/search/issuePassages.ts';

const publication = { name: '云岭工会工作信息', organ: '云岭省总工会办公室' };

const article: Article = {
  id: 'a1',
  title: ['建在路边', '暖在心里'],
  subtitle: '禾川县的做法',
  source: { unit: '禾川县总工会', line: '（禾川县总工会）' },
  body: [
    { role: 'lead', inlines: [{ text: '驿站' }, { text: '有了', bold: true }, { text: '热饭。' }] },
    {
      role: 'table',
      headerRows: 1,
      rows: [
        [{ inlines: [{ text: '地点' }] }, { inlines: [] }],
        [{ inlines: [{ text: '东街' }] }, { inlines: [{ text: '3处' }] }],
      ],
    },
    { role: 'figure', image: 'a'.repeat(64) },
  ],
};

test('an article is one passage: all that it prints, by lines', () => {
  expect(issuePassages({ ...emptyIssueDocument(publication), articles: [article] })).toEqual([
    {
      place: 1,
      articleId: 'a1',
      title: '建在路边暖在心里',
      unit: '禾川县总工会',
      text: '禾川县的做法\n驿站有了热饭。\n地点\n东街\n3处\n（禾川县总工会）',
    },
  ]);
});

test('the 编者按 is a passage of the issue, before its articles', () => {
  const document = { ...emptyIssueDocument(publication), editorsNote: '现予刊发。', articles: [article] };
  expect(issuePassages(document).map(({ place, articleId, title }) => [place, articleId, title])).toEqual([
    [0, null, '编者按'],
    [1, 'a1', '建在路边暖在心里'],
  ]);
});

test('an issue without articles is found by the name of its publication', () => {
  const only = { place: 0, articleId: null, title: '云岭工会工作信息', unit: '', text: '' };
  expect(issuePassages(emptyIssueDocument(publication))).toEqual([only]);
});

test('a number is named as it is spoken of', () => {
  expect(issueNumberText({ series: 'regular', year: 2024, serial: 6 })).toBe('2024年第6期');
  expect(issueNumberText({ series: 'supplement', year: 2024, serial: 1, running: 128 })).toBe(
    '2024年增刊第1期（总第128期）',
  );
});
