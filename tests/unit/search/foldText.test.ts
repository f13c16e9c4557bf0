import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '#shared/search/foldText.ts';

/** The same rule said over the whole text at once, without places. */
function foldedAtOnce(text: string): string {
  const lower = [...text.normalize('NFKC')].map((character) => character.toLowerCase()).join('');
  return lower
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}\p{Ideographic}\p{Radical}]+/gu, ' ');
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'ｶﾞﾊﾟカ각ㄱㅏ각e\u0301\u0323ſﬁ①㈱㎏…Ａ２½İΣς\u200B𠮷葛\uFE00，— \n') }),
);

test.each([
  ['第１２期', '第12期'],
  ['ＧＤＰ增长６．８％', 'gdp增长6 8 '],
  ['改\u200B革\u00AD创新', '改革创新'],
  ['Straße CAFÉ cafe\u0301', 'straße café café'],
  ['ΑΣ ΟΔΟΣ', 'ας οδος'.replaceAll('ς', 'σ')],
  ['ｶﾞｲﾄﾞ', 'ガイド'],
  ['㈱①㎏', ' 株 1kg'],
  ['经验（一）——“四张清单”！', '经验 一 四张清单 '],
  ['⼀⾦ 豈', '一金 豈'],
  ['二〇二四年，人人々々', '二〇二四年 人人々々'],
  ['𠮷林𪚥', '𠮷林𪚥'],
  ['\uE000镇', '\uE000镇'],
  ['\uD842', ' '],
  ['', ''],
])('%j is searched as %j', (original, folded) => {
  expect(foldText(original).text).toBe(folded);
});

test('piece by piece a text is folded as it is at once', () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => !/[\p{Cn}\p{Co}]/u.test(text)),
      (text) => {
        expect(foldText(text).text).toBe(foldedAtOnce(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test('each unit knows the piece of the original it came from', () => {
  fc.assert(
    fc.property(anyText, (original) => {
      const { text, starts, ends } = foldText(original);
      expect([starts.length, ends.length]).toEqual([text.length, text.length]);
      let done = 0;
      for (let unit = 0; unit < text.length; unit += 1) {
        const start = starts[unit] ?? -1;
        const end = ends[unit] ?? -1;
        expect(start).toBeGreaterThanOrEqual(unit > 0 ? (starts[unit - 1] ?? 0) : 0);
        // What lies between two pieces is invisible.
        expect(foldText(original.slice(done, Math.max(done, start))).text).toBe('');
        expect(foldText(original.slice(start, end)).text).toContain(text.charAt(unit));
        done = Math.max(done, end);
      }
      expect(foldText(original.slice(done)).text).toBe('');
    }),
    { numRuns: 1000 },
  );
});
