import { expect, test } from 'vitest';
import { type ArticleFilter, filterArticles } from '../../../../renderer/screens/articles/filterArticles.ts';

const at = '2019-05-06T06:00:00.000Z';
const lent = { machineName: '审核机', package: '7c', since: at, personName: '闻禾', isOverdue: false };
const articles = [
  { id: 'open', title: '渡口的灯', state: 'editing' as const },
  { id: 'final', title: '村口的渡船', state: 'final' as const },
  { id: 'taken', title: '集市', state: 'final' as const, issueId: 'issue' },
  { id: 'lent', title: '渡口一年', state: 'final' as const, lent },
  { id: 'shelved', title: '旧稿', state: 'editing' as const, shelved: { by: 'wenhe', at } },
  { id: 'both', title: '旧稿之二', state: 'editing' as const, shelved: { by: 'wenhe', at }, lent },
];
const shown = (filter: ArticleFilter, typed = '') => filterArticles(articles, filter, typed).map(({ id }) => id);

test('an article on another machine is listed with all and with its own kind, and with none that can be used here', () => {
  expect(shown('all')).toEqual(['open', 'final', 'taken', 'lent']);
  expect(shown('away')).toEqual(['lent', 'both']);
  expect(shown('free')).toEqual(['open', 'final']);
  expect(shown('final')).toEqual(['final', 'taken']);
  expect(shown('editing')).toEqual(['open']);
  expect(shown('shelved')).toEqual(['shelved', 'both']);
});

test('a title holds every word that was typed', () => {
  expect(shown('all', '渡口')).toEqual(['open', 'lent']);
  expect(shown('all', '口 渡船')).toEqual(['final']);
});
