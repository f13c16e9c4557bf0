import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hanNumeral } from '#shared/document/hanNumerals.ts';
import { type OrdinalFault, ordinalFaults, renumber } from '#shared/document/ordinals.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { type Block, blockParagraphs } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';

/** A line each: 1 to 4 and a blank for headings, without for a paragraph. */
function body(...lines: readonly string[]): Block[] {
  return lines.map((line) => {
    const [, level, text = ''] = /^(?:([1-4]) )?(.*)$/.exec(line) ?? [];
    return { role: level ? `heading${level as '1'}` : 'paragraph', inlines: [{ text }] } as const;
  });
}
const article = (blocks: Block[]): ArticleContent => ({ title: ['题'], source: null, body: blocks });
const linesOf = (blocks: readonly Block[]) => blocks.flatMap(blockParagraphs);
const told = ({ writtenMark, wantedMark, kind }: OrdinalFault) => `${writtenMark} → ${wantedMark} ${kind}`;

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['a right article', ['1 一、甲', '2 （一）乙', '2 （二）丙', '1 二、丁', '2 （一）戊'], []],
  ['a gap', ['1 一、甲', '1 二、乙', '1 四、丙', '1 五、丁'], ['四、 → 三、 skipped', '五、 → 四、 follows']],
  ['a repetition', ['1 一、甲', '1 二、乙', '1 二、丙'], ['二、 → 三、 repeated']],
  ['a wrong start', ['1 二、甲', '1 三、乙'], ['二、 → 一、 start', '三、 → 二、 follows']],
  ['a step backwards', ['1 一、甲', '1 二、乙', '1 一、丙'], ['一、 → 三、 backwards']],
  [
    'a series that goes on under the next parent',
    ['1 一、甲', '2 （一）乙', '1 二、丙', '2 （二）丁'],
    ['（二） → （一） start'],
  ],
  ['figures', ['3 1.甲', '3 3.乙', '4 （2）丙'], ['3. → 2. skipped', '（2） → （1） start']],
  ['another way to write them in one level', ['3 1、甲', '3 2．乙', '3 2.丙'], ['2. → 3. repeated']],
  ['a heading without an ordinal', ['1 一、甲', '1 背景', '1 二、乙'], []],
  ['a heading that begins a new parent without an ordinal', ['1 甲', '2 （一）乙', '1 丙', '2 （一）丁'], []],
  ['a level left out', ['1 一、甲', '3 1.乙', '3 2.丙', '1 二、丁', '3 1.戊'], []],
  ['only lower headings', ['2 （一）甲', '2 （二）乙'], []],
  [
    'more than ten',
    Array.from({ length: 11 }, (_, index) => `1 ${hanNumeral(index === 10 ? 12 : index + 1)}、甲`),
    ['十二、 → 十一、 skipped'],
  ],
  ['sentences', ['一是快。二是好。四是省。'], ['四是 → 三是 skipped']],
  ['sentences of one period', ['有三点：一是快；二是好；二是省。'], ['二是 → 三是 repeated']],
  ['what must be done', ['一要快。三要好。'], ['三要 → 二要 skipped']],
  ['第一 and on', ['第一，快。第三，好。'], ['第三， → 第二， skipped']],
  ['words', ['首先，快。再次，好。最后，省。'], ['再次， → 其次， skipped']],
  ['words of which the last is the second', ['首先，快。最后，省。'], []],
  ['a word that stands alone', ['最后，代表们看了现场。'], []],
  ['two series in one paragraph', ['甲做法：一是快；二是好。乙做法：一是省；二是稳。'], []],
  ['a series over paragraphs', ['一是快。', '二是好。', '四是省。'], ['四是 → 三是 skipped']],
  ['a series that a heading ends', ['一是快。', '1 一、甲', '二是好。'], ['二是 → 一是 start']],
  ['words that only look like one', ['党政军民学，东西南北中，团结统一是关键。之一是'], []],
])('%s', (_name, lines, faults) => {
  expect(ordinalFaults(body(...lines)).map(told)).toEqual(faults);
});

test('a fault tells its place: which one, of which level, under what', () => {
  const [fault] = ordinalFaults(body('1 一、甲', '2 （一）乙', '段', '2 （三）丙'));
  expect(fault).toMatchObject({
    block: 3,
    start: 1,
    end: 2,
    where: { of: 'heading', level: 2, position: 2, under: '一、甲' },
  });
});

test('renumbering rewrites numbers and keeps the marks on them', () => {
  const inlines: Inline[] = [
    { text: '甲。' },
    { text: '一是快。', runIn: true },
    { text: '三', bold: true, runIn: true },
    { text: '是好。', runIn: true },
  ];
  const { body: mended } = renumber(article([{ role: 'paragraph', inlines }]));
  expect(mended).toEqual([
    {
      role: 'paragraph',
      inlines: [
        { text: '甲。' },
        { text: '一是快。', runIn: true },
        { text: '二', bold: true, runIn: true },
        { text: '是好。', runIn: true },
      ],
    },
  ]);
});

test('an article without faults comes back as it is', () => {
  const right = article(body('1 一、甲', '一是快。二是好。'));
  expect(renumber(right)).toBe(right);
});

const number = fc.integer({ min: 1, max: 99 });
const line = fc.oneof(
  fc.tuple(number, fc.constantFrom('甲', '乙丙')).map(([count, words]) => `1 ${hanNumeral(count)}、${words}`),
  fc.tuple(number, fc.constantFrom('甲', '')).map(([count, words]) => `2 （${hanNumeral(count)}）${words}`),
  number.map((count) => `3 ${count}.丁`),
  number.map((count) => `4 (${count})戊`),
  fc.constantFrom('1 背景', '2 小结', '正文。', '最后，散会。'),
  fc
    .array(number, { minLength: 1, maxLength: 5 })
    .map((counts) => `开头：${counts.map((count) => `${hanNumeral(count)}是快`).join('；')}。`),
  fc
    .array(number, { minLength: 1, maxLength: 4 })
    .map((counts) => counts.map((count) => `第${hanNumeral(count)}，好。`).join('')),
  fc
    .array(fc.constantFrom('首先', '其次', '再次', '最后'), { minLength: 1, maxLength: 6 })
    .map((words) => words.map((word) => `${word}，好。`).join('')),
);

test('whatever stands there, one renumbering mends everything and touches nothing but numbers', () => {
  const bare = (text: string) => text.replace(/[一二三四五六七八九十]+|\d+|首先|其次|再次|最后/g, '#');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const before = body(...lines);
      const after = renumber(article(before)).body;
      expect(ordinalFaults(after)).toEqual([]);
      expect(linesOf(after).map(bare)).toEqual(linesOf(before).map(bare));
      expect(after.map(({ role }) => role)).toEqual(before.map(({ role }) => role));
    }),
    { numRuns: 500 },
  );
});
