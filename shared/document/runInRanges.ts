const marker = '(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}，|(?:首先|其次|再次|最后)，)';
const runInPattern = new RegExp(`(?<=^|[。！？；][”）]?)${marker}[^。；！？]{1,58}。`, 'gu');
const markerPattern = new RegExp(`(?<=^|[。！？；：，、][”）]?)${marker}`, 'gu');

/** 串标: where the sentences 一是…。 / 一要…。 / 第一，…。 / 首先，…。 stand in a paragraph, in UTF-16 units. */
export function runInRanges(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(runInPattern), ({ index, 0: sentence }) => ({
    start: index,
    end: index + sentence.length,
  }));
}

/** What such sentences begin with, and where; those of a series within one sentence as well: …：一是…；二是…。 */
export function runInMarkers(text: string): readonly { readonly start: number; readonly marker: string }[] {
  return Array.from(text.matchAll(markerPattern), ({ index, 0: found }) => ({ start: index, marker: found }));
}
