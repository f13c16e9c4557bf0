import { expect, test } from 'vitest';
import { foldText } from '#shared/search/foldText.ts';
import { tokensOf } from '#shared/search/tokens.ts';

test.each([
  ['驿站建在路边', '驿站 站建 建在 在路 路边', '驿 站 建 在 路 边'],
  ['练比用，三个环节', '练比 比用 · 三个 个环 环节', '练 比 用 · 三 个 环 节'],
  ['改。革新', '革新', '改 · 革 新'],
  ['第3期', '', '第 3 期'],
  ['团委ＡＢ赛事', '团委 · 赛事', '团 委 a b 赛 事'],
  ['𠮷林镇', '𠮷林 林镇', '𠮷 林 镇'],
  ['、', '', '·'],
  ['', '', ''],
])('%j has the pairs %j and the characters %j', (text, bigrams, characters) => {
  expect(tokensOf(foldText(text).text)).toEqual({ bigrams, characters });
});
