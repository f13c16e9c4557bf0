/** A bracket or quotation mark without its partner, in UTF-16 units. */
export interface LonePair {
  readonly start: number;
  readonly end: number;
  readonly sign: string;
}

const partners: Readonly<Record<string, string>> = {
  '）': '（',
  ')': '（',
  '】': '【',
  '〕': '〔',
  '》': '《',
  '〉': '〈',
  '”': '“',
  '’': '‘',
};
const opening: Readonly<Record<string, string>> = {
  '（': '（',
  '(': '（',
  '【': '【',
  '〔': '〔',
  '《': '《',
  '〈': '〈',
  '“': '“',
  '‘': '‘',
};
/** 1）, 3.1）, ③） and 二） count what follows, figures wherever they stand; a Latin apostrophe closes nothing. */
const ordinal = /(?:\d|[①-⑳]|(?:^|[，。；：、\s])[一二三四五六七八九十a-zA-Z]{1,3})$/;
const latin = /[A-Za-z]$/;

/**
 * Brackets, quotation marks and book-title marks of a paragraph that have no partner in it. A quotation that goes over
 * several paragraphs closes only in the last, whether or not each of them begins with “: neither the “ at its begin nor the ”
 * at its end is told.
 */
export function lonePairs(text: string): readonly LonePair[] {
  const open: { readonly sign: string; readonly kind: string; readonly place: number }[] = [];
  const lone: { readonly sign: string; readonly place: number }[] = [];
  const waiting = new Map<string, number>();
  for (let place = 0; place < text.length; place += 1) {
    const sign = text.charAt(place);
    const begun = opening[sign];
    if (begun !== undefined) {
      open.push({ sign, kind: begun, place });
      waiting.set(begun, (waiting.get(begun) ?? 0) + 1);
      continue;
    }
    const kind = partners[sign];
    if (kind === undefined) continue;
    const before = text.slice(Math.max(0, place - 4), place);
    if (sign === '’' && latin.test(before)) continue;
    if (!waiting.get(kind)) {
      const isRight = kind === '（' ? ordinal.test(before) : isQuotation(kind) && sentenceEnd.test(before);
      if (!isRight) lone.push({ sign, place });
      continue;
    }
    // What was opened within and not closed has lost its partner.
    for (;;) {
      const last = open.pop();
      if (!last) break;
      waiting.set(last.kind, (waiting.get(last.kind) ?? 0) - 1);
      if (last.kind === kind) break;
      lone.push(last);
    }
  }
  lone.push(...open.filter(({ kind, place }) => !mayGoOn(text, kind, place)));
  return lone
    .toSorted((one, other) => one.place - other.place)
    .map(({ sign, place }) => ({ sign, start: place, end: place + 1 }));
}

function mayGoOn(text: string, kind: string, place: number): boolean {
  if (!isQuotation(kind)) return false;
  return /(?:^|[：，。；])$/.test(text.slice(0, place).trimEnd());
}

const sentenceEnd = /[。？！…]$/;

function isQuotation(kind: string): boolean {
  return kind === '“' || kind === '‘';
}
