import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArticleLine, articleLines } from '#shared/document/articleLines.ts';
import { anchorIn, CommentAnchor } from '#shared/document/commentAnchor.ts';
import { locateAnchor } from '#shared/document/locateAnchor.ts';
import { anyArticle, edited } from '../revision/anyArticle.ts';

const lines = (...texts: readonly string[]): readonly ArticleLine[] =>
  texts.map((text, index) => ({ part: index, text }));

/** Hangs a comment on words of a text, and reads what stands at its place in another, cut lines parted by a stroke. */
function wordsAt(before: readonly ArticleLine[], words: string, after: readonly ArticleLine[]): string | undefined {
  const place = before.findIndex(({ text }) => text.includes(words));
  const start = before[place]?.text.indexOf(words) ?? 0;
  const anchor = CommentAnchor.parse(anchorIn(before, place, start, start + words.length));
  const stretches = locateAnchor(anchor, after);
  if (stretches.length === 0) return undefined;
  return stretches.map(({ line, start: from, end }) => after[line]?.text.slice(from, end)).join('／');
}

const [first, second, third] = [
  '渡口镇沿江而建，夜里上岸的人多。',
  '今年以来，全镇装灯三百盏，其中码头四十盏，由近处人家照看。',
  '下一步，将把做法写进村规民约。',
] as const;
const text = lines(first, second, third);

describe('the words of a comment', () => {
  test.each([
    ['as it was', [first, second, third], '三百盏'],
    ['with lines before and behind', ['渡口的灯', first, '新写一段。', second, third, '（镇办公室）'], '三百盏'],
    ['moved to the end', [first, third, second], '三百盏'],
    ['moved to the beginning', [second, first, third], '三百盏'],
    [
      'written at before and behind',
      [first, '到今年六月，全镇共装灯三百盏，码头四十盏，由近处人家照看。', third],
      '三百盏',
    ],
    ['written at within', [first, second.replace('三百盏', '三百多盏'), third], '三百多盏'],
    [
      'cut in two beside it',
      [first, '今年以来，全镇装灯三百盏，', '其中码头四十盏，由近处人家照看。', third],
      '三百盏',
    ],
    ['cut in two within', [first, '今年以来，全镇装灯三', '百盏，其中码头四十盏，由近处人家照看。', third], '三／百盏'],
    ['joined to the line before', [first + second, third], '三百盏'],
    ['joined to the line behind', [first, second + third], '三百盏'],
    ['all three joined', [first + second + third], '三百盏'],
    ['taken out alone', [first, second.replace('三百盏', ''), third], undefined],
    ['written anew', [first, second.replace('三百盏', '一共多少'), third], undefined],
    ['taken out with its line', [first, third], undefined],
    ['taken out with its line for another one', [first, '县里另拨专款修缮护栏两处。', third], undefined],
    ['in an empty article', [], undefined],
  ])('%s', (_what, after, expected) => {
    expect(wordsAt(text, '三百盏', lines(...after))).toBe(expected);
  });

  test('a line of the same words elsewhere is not taken for the one that is gone', () => {
    const twice = lines('灯亮了。', '夜里', '灯亮了。');
    expect(wordsAt(twice, '灯亮了', lines('夜里', '灯亮了。'))).toBeUndefined();
    const anchor = CommentAnchor.parse(anchorIn(twice, 2, 0, 3));
    expect(locateAnchor(anchor, lines('夜里', '灯亮了。'))).toEqual([{ line: 1, start: 0, end: 3 }]);
    expect(locateAnchor(anchor, lines('灯亮了。', '夜里'))).toEqual([]);
  });

  test('a longer quote stands where it stands whole, however much of its line is new', () => {
    const after = `${'县里另拨专款修缮护栏两处，'.repeat(6)}全镇装灯三百盏，${'又请电工每月巡查一遍。'.repeat(6)}`;
    expect(wordsAt(text, '全镇装灯三百盏', lines(first, after, third))).toBe('全镇装灯三百盏');
  });

  test('characters of two units stay whole', () => {
    const before = lines('𠮷田镇装灯三百盏，由近处人家照看。');
    expect(wordsAt(before, '𠮷田镇', lines('在𠮷田镇新装灯三百盏，由近处人家照看。'))).toBe('𠮷田镇');
    expect(wordsAt(before, '𠮷田镇', lines('𠮶田镇装灯三百盏，由近处人家照看。'))).toBe('田镇');
  });
});

describe('the search for words that were written at', () => {
  const rows = (characters: string, length: number) =>
    Array.from({ length }, (_, index) => characters[(index * 7 + (index >> 3)) % characters.length]).join('');
  // A line of a thousand characters, and another in its place with which it takes most of the steps to compare it.
  const own = `${rows('甲乙丙丁戊己庚辛', 500)}三百盏${rows('子丑寅卯辰巳午未', 500)}`;
  const other = rows('天地玄黄宇宙洪荒', 15_000);
  const before = lines(own, first);

  test('goes on elsewhere as long as it is short', () => {
    expect(wordsAt(before, '三百盏', lines('县里另拨专款。', first, own.replace('盏', '多盏')))).toBe('三百多盏');
  });

  test('ends for all changes together: then only what stands there whole is found', () => {
    expect(wordsAt(before, '三百盏', lines(other, first, own.replace('盏', '多盏')))).toBeUndefined();
    expect(wordsAt(before, '三百盏子', lines(other, first, `县里${own.replace('甲乙', '')}`))).toBe('三百盏子');
  });

  test('finds the same whatever it was asked before', () => {
    const words = fc.stringMatching(/^[甲乙丙丁戊己庚辛]{1,12}$/);
    const state = fc.array(words, { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), fc.array(state, { minLength: 2 }), (at, states) => {
        const anchor = anchorIn(lines(...at), 0, 0, at[0]?.length ?? 1);
        if (!anchor) throw new Error('nothing to hang it on');
        for (const now of states.flatMap((one) => [one, [...at.slice(1), ...one]])) {
          expect(locateAnchor(anchor, lines(...now))).toEqual(locateAnchor({ ...anchor }, lines(...now)));
        }
      }),
    );
  });
});

const anchored = anyArticle.chain((article) => {
  const all = articleLines(article);
  if (all.length === 0) return fc.constant(undefined);
  return fc.tuple(fc.nat({ max: all.length - 1 }), fc.nat(), fc.nat()).map(([place, one, other]) => {
    const length = all[place]?.text.length ?? 1;
    const start = one % length;
    return { article, anchor: anchorIn(all, place, start, start + 1 + (other % (length - start))) };
  });
});

test('in the article it was written in, a comment stands exactly where it was put', () => {
  fc.assert(
    fc.property(anchored, (made) => {
      if (!made?.anchor) return;
      const { place: line, start, end } = CommentAnchor.parse(made.anchor);
      expect(locateAnchor(made.anchor, articleLines(made.article))).toEqual([{ line, start, end }]);
    }),
  );
});

test('whatever is done to the article, what is marked begins and ends with characters of the quote, or nothing is', () => {
  let found = 0;
  fc.assert(
    fc.property(anchored, fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 }), (made, seeds) => {
      if (!made?.anchor) return;
      const now = articleLines(edited(made.article, seeds));
      const stretches = locateAnchor(made.anchor, now);
      if (stretches.length === 0) return;
      found += 1;
      const words = stretches.map(({ line, start, end }) => now[line]?.text.slice(start, end) ?? '');
      expect(words.every((some) => some !== '')).toBe(true);
      expect(made.anchor.quote).toContain(words.join('')[0]);
      expect(made.anchor.quote).toContain(words.join('').at(-1));
    }),
  );
  expect(found).toBeGreaterThan(20);
});

test('a line that only moved, and lines that only went, came or were written at beside it, leave a comment exact', () => {
  const own = fc.stringMatching(/^[甲乙丙丁戊己庚辛]{1,12}$/);
  const other = fc.stringMatching(/^[天地玄黄宇宙洪荒]{1,12}$/);
  fc.assert(
    fc.property(own, fc.array(other), fc.array(other), fc.array(other), fc.array(other), (line, ...around) => {
      const [ahead, behind, aheadNow, behindNow] = around as [string[], string[], string[], string[]];
      const anchor = anchorIn(lines(...ahead, line, ...behind), ahead.length, 0, line.length);
      if (!anchor) throw new Error('nothing to hang it on');
      const after = lines(...aheadNow, line, ...behindNow);
      expect(locateAnchor(anchor, after)).toEqual([{ line: aheadNow.length, start: 0, end: line.length }]);
    }),
  );
});

test('a text of wholly other characters never carries the mark', () => {
  const own = fc.stringMatching(/^[甲乙丙丁戊己庚辛]{1,12}$/);
  const other = fc.stringMatching(/^[天地玄黄宇宙洪荒]{1,12}$/);
  fc.assert(
    fc.property(fc.array(own, { minLength: 1 }), fc.array(other), fc.nat(), (before, after, seed) => {
      const place = seed % before.length;
      const anchor = anchorIn(lines(...before), place, 0, before[place]?.length ?? 0);
      if (!anchor) throw new Error('nothing to hang it on');
      expect(locateAnchor(anchor, lines(...after))).toEqual([]);
    }),
  );
});

test('an anchor that does not fit its own line is no anchor', () => {
  const good = anchorIn(text, 1, 9, 12);
  expect(CommentAnchor.safeParse(good).success).toBe(true);
  for (const wrong of [
    { end: 11 },
    { start: 12, end: 9 },
    { quote: '四百盏' },
    { place: 0 },
    { lines: ['x'] },
    { line: first },
  ]) {
    expect(CommentAnchor.safeParse({ ...good, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  }
});
