import { match } from 'pinyin-pro';
import { expect, test } from 'vitest';
import type { Term } from '#shared/proofreading/term.ts';
import { searchTerms } from '../../../../renderer/screens/system/termList.ts';

const terms: readonly Term[] = [
  { id: 'a', entry: { kind: 'form', right: '账目', wrong: ['帐目'], note: '钱财用账' } },
  { id: 'b', entry: { kind: 'avoid', words: '抓手', reason: '套话', suggestion: '办法' } },
  {
    id: 'c',
    publicationId: 'p1',
    entry: { kind: 'name', right: 'App', wrong: ['APP'], sounds: false, oneCharacter: false },
  },
];
const byPinyin = (text: string, typed: string) => match(text, typed, { continuous: true }) !== null;
const ids = (set: string, typed: string) => searchTerms(terms, set, typed, byPinyin).map(({ id }) => id);

test('terms are found by their forms, notes and pinyin, in one set or in all', () => {
  expect(ids('all', '')).toEqual(['a', 'b', 'c']);
  expect(ids('house', '')).toEqual(['a', 'b']);
  expect(ids('p1', '')).toEqual(['c']);
  expect(ids('all', '帐')).toEqual(['a']);
  expect(ids('all', '套话')).toEqual(['b']);
  expect(ids('all', 'app')).toEqual(['c']);
  expect(ids('all', 'zhangmu')).toEqual(['a']);
  expect(ids('all', 'zs')).toEqual(['b']);
  expect(ids('all', 'banfa')).toEqual(['b']);
  expect(ids('house', 'app')).toEqual([]);
  // Before the table of pinyin is there words are found, and letters only as letters.
  expect(searchTerms(terms, 'all', 'zhangmu', undefined)).toEqual([]);
});
