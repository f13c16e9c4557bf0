/** A line of print: where it stands and what it says. */
export interface PrintedLine {
  /** From 1. */
  readonly page: number;
  /** Upper edge, in CSS pixels at 100 % from the top of the page. */
  readonly top: number;
  readonly text: string;
}

export type Place = Omit<PrintedLine, 'text'>;

/** So many characters tell a paragraph from the others, also where its end has been changed since it was printed. */
const tellingCharacters = 24;
/** A line that is only the number of its page. */
export const pageNumber = /^[—–-]+\d+[—–-]+$/;
/** What stands before the first words of a list in print, but is no part of its text. */
const listSign = /^[\u2460-\u2473]/;

/** All of print without blanks, and where its lines begin in it. */
interface Print {
  readonly text: string;
  readonly starts: readonly { readonly from: number; readonly place: Place }[];
  /** Where lines begin, and the end of the last. */
  readonly edges: ReadonlySet<number>;
}

interface Found {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

/**
 * Where each text begins in print, in the order of both; undefined for one that is not found. Blanks count for nothing,
 * because lines are broken and justified at will. A text begins with a line, so that words inside of others are no place;
 * long texts are placed before short ones, which then have the room between their neighbours only: few words in front
 * could otherwise be taken for the beginning of a later text.
 */
export function blockPlaces(lines: readonly PrintedLine[], texts: readonly string[]): readonly (Place | undefined)[] {
  const print = printOf(lines);
  const sought = texts
    .map((text, index) => ({ words: text.replace(/\s/g, ''), index }))
    .filter(({ words }) => words !== '')
    .sort((left, right) => right.words.length - left.words.length);
  /** In their order in print, which is that of the texts. */
  const found: Found[] = [];
  // Whole texts first: two may begin alike, and only what has changed since the printing is known by its beginning.
  for (const isWhole of [true, false]) {
    for (const { words, index } of sought) {
      const at = firstWhere(found, (other) => other.index >= index);
      if (found[at]?.index === index) continue;
      const after = found[at - 1]?.to ?? 0;
      const before = found[at]?.from ?? print.text.length;
      const one = placeBetween(print, { words, index, isWhole, after, before });
      if (one) found.splice(at, 0, one);
    }
  }
  const places = new Map(found.map(({ index, place }) => [index, place]));
  return texts.map((_text, index) => places.get(index));
}

function printOf(lines: readonly PrintedLine[]): Print {
  const starts: { readonly from: number; readonly place: Place }[] = [];
  let text = '';
  for (const { text: line, ...place } of lines) {
    const words = line.replace(/\s/g, '');
    if (words === '' || pageNumber.test(words)) continue;
    starts.push({ from: text.length, place });
    text += words;
  }
  return { text, starts, edges: new Set([...starts.map(({ from }) => from), text.length]) };
}

function placeBetween(
  { text, starts, edges }: Print,
  sought: {
    readonly words: string;
    readonly index: number;
    readonly isWhole: boolean;
    readonly after: number;
    readonly before: number;
  },
): Found | undefined {
  const { words, index, isWhole, after, before } = sought;
  const key = isWhole ? words : words.slice(0, tellingCharacters);
  for (let at = firstWhere(starts, ({ from }) => from >= after); at < starts.length; at += 1) {
    const { from: start, place } = starts[at] as (typeof starts)[number];
    if (start >= before) break;
    const from = text.startsWith(key, start) || !listSign.test(text.slice(start, start + 1)) ? start : start + 1;
    const to = from + key.length;
    if (text.startsWith(key, from) && to <= before && (!isWhole || edges.has(to))) return { index, from, to, place };
  }
  return undefined;
}

/** The place of the first that is so, where all behind it are; halving, because this is done for every text at every key. */
function firstWhere<Item>(sorted: readonly Item[], isSo: (item: Item) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(sorted[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Which of the texts stands at a place: the last that begins at or above it; the first where none does. */
export function blockAt(places: readonly (Place | undefined)[], { page, top }: Place): number {
  const found = places.findLastIndex(
    (place) => place !== undefined && (place.page < page || (place.page === page && place.top <= top)),
  );
  return Math.max(0, found);
}
