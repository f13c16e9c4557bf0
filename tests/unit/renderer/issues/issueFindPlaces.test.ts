import { expect, test } from 'vitest';
import { findInTexts } from '#shared/document/findInTexts.ts';
import type { FindOptions } from '#shared/document/findText.ts';
import { replaceInArticle } from '#shared/document/replaceInArticle.ts';
import { simplify } from '#shared/document/simplify.ts';
import type { Article } from '#shared/issue/article.ts';
import { foundArticles, issueLines, surroundings } from '../../../../renderer/screens/issues/issueFindPlaces.ts';

const articles: readonly Article[] = [
  {
    id: 'one',
    title: ['渡口', '的灯'],
    source: { unit: '柳湾镇委', line: '（柳湾镇委）' },
    body: [
      { role: 'paragraph', inlines: [{ text: '码头装灯。渡口装灯，' }, { text: '装灯快', bold: true }] },
      { role: 'table', headerRows: 0, rows: [[{ inlines: [] }, { inlines: [{ text: '装灯' }] }]] },
      { role: 'figure', image: 'a'.repeat(64), caption: [{ text: '装灯前' }] },
    ],
  },
  { id: 'two', title: ['春灌'], source: null, body: [{ role: 'paragraph', inlines: [{ text: '通水。' }] }] },
];

function found(query: string, replacement: string, some: Partial<FindOptions> = {}) {
  const options = { isPattern: false, isWidthFree: true, isScriptFree: false, ...some };
  const document = { articles: [...articles] };
  const lines = issueLines(document);
  const outcome = findInTexts({ texts: lines.map(({ text }) => text), query, options }, simplify);
  if (outcome.kind !== 'found') throw new Error(outcome.kind);
  return foundArticles(document, lines, outcome.matches, replacement, options);
}

test('places are told article by article, with the part of the article they stand in', () => {
  const [article, ...others] = found('装灯', '安灯');
  expect(others).toEqual([]);
  expect(article?.title).toBe('渡口的灯');
  expect(article?.places.map(({ part, before, after }) => [part, before, after])).toEqual([
    [1, '码头', '。'],
    [1, '渡口', '，装灯快'],
    [1, '渡口装灯，', '快'],
    [2, '', ''],
    [3, '', '前'],
  ]);
  expect(new Set(article?.places.map(({ key }) => key)).size).toBe(5);
});

test('what is told as an edit of a line is what the office writes', () => {
  const [one] = articles;
  const [article] = found('装(灯)', '$1装', { isPattern: true });
  if (!one || !article) throw new Error('nothing found');
  const { id: _id, ...content } = one;
  const changed = replaceInArticle(
    content,
    article.places.map(({ edit }) => edit),
  );
  expect(changed?.body).toMatchObject([
    { inlines: [{ text: '码头灯装。渡口灯装，' }, { text: '灯装快', bold: true }] },
    { rows: [[{ inlines: [] }, { inlines: [{ text: '灯装' }] }]] },
    { caption: [{ text: '灯装前' }] },
  ]);
});

test('a long sentence is cut on both sides, words over two sentences keep theirs', () => {
  const { before, words, after } = surroundings(`${'前'.repeat(90)}灯${'后'.repeat(90)}。`, 90, 91);
  expect([before.length, words, after.length]).toEqual([25, '灯', 61]);
  expect(surroundings('甲。乙丙。丁戊。', 3, 6)).toEqual({ before: '乙', words: '丙。丁', after: '戊。' });
});
