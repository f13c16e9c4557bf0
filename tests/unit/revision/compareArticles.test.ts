import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ArticleContent } from '#shared/issue/article.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { mixArticle } from '#shared/revision/mixArticle.ts';
import { type Token, tokenKey } from '#shared/revision/token.ts';
import { anyArticle, edited } from './anyArticle.ts';

const runs = { numRuns: Number(process.env.NEIKAN_RUNS ?? 700) };
const seeds = fc.array(fc.nat(10_000), { maxLength: 8 });
/** Any two texts, or one and what editing made of it. */
const twoTexts = fc.oneof(
  fc.tuple(anyArticle, anyArticle),
  fc.tuple(anyArticle, seeds).map(([one, how]): [ArticleContent, ArticleContent] => [one, edited(one, how)]),
);

/** A paragraph of these words. */
function article(...paragraphs: readonly string[]): ArticleContent {
  const body = paragraphs.map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] }));
  return { title: ['云溪整治河道'], source: null, body };
}

function shown(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.kind === 'character' ? token.text : '¶')).join('');
}

/** What a reader sees as taken out and put in, one entry a change. */
function told(before: ArticleContent, after: ArticleContent): readonly (readonly [string, string])[] {
  const { before: left, after: right, changes } = compareArticles(before, after);
  return changes.map((one) => [
    shown(left.slice(one.beforeStart, one.beforeEnd)),
    shown(right.slice(one.afterStart, one.afterEnd)),
  ]);
}

test('all changes made give the later text, none the earlier one, and a text differs from itself in nothing', () => {
  fc.assert(
    fc.property(twoTexts, ([before, after]) => {
      const comparison = compareArticles(before, after);
      expect(mixArticle(comparison, () => true)).toEqual(after);
      expect(mixArticle(comparison, () => false)).toEqual(before);
      expect(compareArticles(before, before).changes).toEqual([]);
    }),
    runs,
  );
});

test('what is not changed is the same in both texts, and changes stand in order without touching', () => {
  fc.assert(
    fc.property(twoTexts, ([left, right]) => {
      const { before, after, changes } = compareArticles(left, right);
      let [row, column] = [0, 0];
      for (const one of [
        ...changes,
        { beforeStart: before.length, afterStart: after.length, beforeEnd: 0, afterEnd: 0 },
      ]) {
        const kept = before.slice(row, one.beforeStart).map(tokenKey);
        expect(after.slice(column, one.afterStart).map(tokenKey)).toEqual(kept);
        [row, column] = [one.beforeEnd, one.afterEnd];
      }
    }),
    runs,
  );
});

test('any choice among the changes is an article, with every character that was kept or chosen', () => {
  fc.assert(
    fc.property(twoTexts, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), ([before, after], choices) => {
      const comparison = compareArticles(before, after);
      const isMade = (change: number) => choices[change % choices.length] === true;
      const mixed = mixArticle(comparison, isMade);
      expect(ArticleContent.safeParse(mixed).success).toBe(true);
      // Making the rest of the changes leads to the same place, whichever came first.
      const { changes } = compareArticles(mixed, after);
      if (changes.length === 0) expect(mixed).toEqual(after);
      expect(mixArticle(compareArticles(mixed, after), () => true)).toEqual(after);
    }),
    runs,
  );
});

test.each([
  ['one word put in', ['全县清淤。'], ['全县全面清淤。'], [['', '全面']]],
  ['a sentence put in is told as a sentence', ['甲。乙。'], ['甲。丙。乙。'], [['', '丙。']]],
  ['a phrase written anew is one change', ['推动河道整治'], ['推进河湖整治'], [['动河道', '进河湖']]],
  [
    'changes far from each other are two',
    ['今年全县清淤十二处，群众满意。'],
    ['去年全县清淤十二处，群众称赞。'],
    [
      ['今', '去'],
      ['满意', '称赞'],
    ],
  ],
  ['a paragraph put in is told with its end', ['甲段。', '乙段。'], ['甲段。', '新段。', '乙段。'], [['', '新段。¶']]],
  ['a number is changed as a whole', ['清淤12.5公里。'], ['清淤13.5公里。'], [['12.5', '13.5']]],
  ['a line cut in two', ['甲段。乙段。'], ['甲段。', '乙段。'], [['', '¶']]],
  ['two lines joined', ['甲段。', '乙段。'], ['甲段。乙段。'], [['¶', '']]],
])('%s', (_name, before, after, changes) => {
  expect(told(article(...before), article(...after))).toEqual(changes);
});

test('another role, another mark and another picture are changes; cells of the same grid are compared one by one', () => {
  const heading: ArticleContent = { ...article(), body: [{ role: 'heading1', inlines: [{ text: '一、先摸底' }] }] };
  expect(told(article('一、先摸底'), heading)).toEqual([['¶', '¶']]);
  const bold: ArticleContent = {
    ...article(),
    body: [{ role: 'paragraph', inlines: [{ text: '一、先摸底', bold: true }] }],
  };
  expect(told(article('一、先摸底'), bold)).toEqual([['一、先摸底', '一、先摸底']]);
  const picture = (image: string): ArticleContent => ({
    ...article(),
    body: [{ role: 'figure', image: image.repeat(64), caption: [{ text: '渡口夜景' }] }],
  });
  expect(told(picture('a'), picture('b'))).toHaveLength(1);
  const table = (...cells: readonly string[]): ArticleContent => ({
    ...article(),
    body: [{ role: 'table', headerRows: 0, rows: [cells.map((text) => ({ inlines: text === '' ? [] : [{ text }] }))] }],
  });
  expect(told(table('12', '40'), table('13', '40'))).toEqual([['12', '13']]);
  expect(told(table('12', ''), table('', '12'))).toEqual([
    ['12', ''],
    ['', '12'],
  ]);
  expect(told(table('12', '40'), table('12', '40', '52'))).toEqual([['¶', '¶']]);
});
