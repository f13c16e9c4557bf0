import fc from 'fast-check';
import { expect, test } from 'vitest';
import { autocorrection } from '#shared/document/autocorrection.ts';

/** Types `typed` sign by sign at the bar and gives the line, the caret in it. */
function typedAt(line: string, typed: readonly string[]): string {
  let [before = '', after = ''] = line.split('|');
  for (const sign of typed) {
    const corrections = autocorrection(before, sign, after);
    before += sign;
    for (const { start, end, text } of corrections.toReversed()) {
      before = before.slice(0, start) + text + before.slice(end);
    }
  }
  return `${before}|${after}`;
}

test.each<readonly [string, string, string]>([
  // What is typed into which line, and the line afterwards.
  ['他说|', '"你好"', '他说“你好”|'],
  ['|', '"你好"', '“你好”|'],
  ['他说：|', '"你说\'好\'"', '他说：“你说‘好’”|'],
  ['一个|', '"Belt and Road"', '一个“Belt and Road”|'],
  ['The |', '"Belt"', 'The "Belt"|'],
  ['|Belt', '"', '"|Belt'],
  ['|你好”', '"', '“|你好”'],
  ['it|s', "'", "it'|s"],
  ['don|', "'t", "don't|"],
  ['5|', '"', '5"|'],
  ['甲|', ',', '甲，|'],
  ['甲|乙', ';', '甲；|乙'],
  ['甲|', ':', '甲：|'],
  ['甲|', '?', '甲？|'],
  ['甲|', '!', '甲！|'],
  ['“甲”|', ',', '“甲”，|'],
  ['甲|', '(乙)', '甲（乙）|'],
  ['甲|', '(2026)', '甲（2026）|'],
  ['甲|', '(GDP)', '甲（GDP）|'],
  ['甲，|', '(见图)', '甲，（见图）|'],
  ['|', '(一)', '（一）|'],
  ['|', '(1)', '(1)|'],
  ['f|', '(x)', 'f(x)|'],
  ['一|', ')', '一）|'],
  ['3|', '.5', '3.5|'],
  ['12|', ':30', '12:30|'],
  ['1|', ',000', '1,000|'],
  ['占5%|', ',其', '占5%，其|'],
  ['有30|', ',000盏', '有30,000盏|'],
  ['GDP|', ',增', 'GDP，增|'],
  ['Word|', ',Excel', 'Word,Excel|'],
  ['见|', 'http://a.cn/b?c=d,e', '见http://a.cn/b?c=d,e|'],
  ['地址:|', 'http://a.cn', '地址:http://a.cn|'],
  ['等等|', '...', '等等……|'],
  ['等等|', '......', '等等……|'],
  ['等等|', '。。。', '等等……|'],
  ['等等|', '。。。。。。', '等等……|'],
  ['wait|', '...', 'wait...|'],
  ['1|', '...5', '1...5|'],
  ['甲|', '--乙', '甲——乙|'],
  ['甲|', '----乙', '甲——乙|'],
  ['|', '--记甲', '——记甲|'],
  ['2019|', '--2020', '2019--2020|'],
  ['a|', '--b', 'a--b|'],
  ['甲|', '-乙', '甲-乙|'],
])('%s with %s typed is %s', (line, typed, after) => {
  expect(typedAt(line, [...typed])).toBe(after);
});

test('words of an input method are looked at once, where they begin', () => {
  expect(typedAt('占5%,|', ['其中'])).toBe('占5%，其中|');
  expect(autocorrection('甲', '，', '')).toEqual([]);
  expect(autocorrection('甲', '乙,丙', '')).toEqual([]);
});

test('one that was taken back is left alone by what is typed on', () => {
  expect(typedAt('甲,|', ['乙', '，'])).toBe('甲,乙，|');
  expect(typedAt('甲"|', [...'乙"丙'])).toBe('甲"乙"丙|');
  expect(typedAt('甲...|', ['.', '。'])).toBe('甲....。|');
  expect(typedAt('甲--|', ['-'])).toBe('甲---|');
  expect(typedAt('甲(|', [...'乙)'])).toBe('甲(乙)|');
});

test('nothing is ever corrected in text without a Han character or a sign of Chinese text', () => {
  const sign = fc.constantFrom(...'abcXYZ0123456789 .,;:?!()/_%-'.split(''));
  fc.assert(
    fc.property(fc.array(sign, { minLength: 1 }), (signs) => {
      const [first = ''] = signs;
      fc.pre(/[a-z0-9]/i.test(first));
      expect(typedAt('|', signs)).toBe(`${signs.join('')}|`);
    }),
    { numRuns: 500 },
  );
});
