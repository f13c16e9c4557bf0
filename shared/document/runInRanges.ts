const runInPattern =
  /(?<=^|[。！？；][”）]?)(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}，|(?:首先|其次|再次|最后)，)[^。；！？]{1,58}。/gu;

/** 串标: where the sentences 一是…。 / 一要…。 / 第一，…。 / 首先，…。 stand in a paragraph, in UTF-16 units. */
export function runInRanges(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(runInPattern), ({ index, 0: sentence }) => ({
    start: index,
    end: index + sentence.length,
  }));
}
