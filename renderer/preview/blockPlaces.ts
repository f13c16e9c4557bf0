/** A line of print: where it stands and what it says. */
export interface PrintedLine {
  /** From 1. */
  readonly page: number;
  /** Upper edge, in CSS pixels at 100 % from the top of the page. */
  readonly top: number;
  readonly text: string;
}

export type Place = Omit<PrintedLine, 'text'>;

/** So many characters tell a paragraph from the others; more of them would only run over the end of a page. */
const tellingCharacters = 24;
const pageNumber = /^[—–-]+\d+[—–-]+$/;

/**
 * Where each text begins in print, in the order of both; undefined for one that is not found. Blanks count for nothing,
 * because lines are broken and justified at will.
 */
export function blockPlaces(lines: readonly PrintedLine[], texts: readonly string[]): readonly (Place | undefined)[] {
  const starts: { readonly from: number; readonly place: Place }[] = [];
  let print = '';
  for (const { text, ...place } of lines) {
    const words = text.replace(/\s/g, '');
    if (words === '' || pageNumber.test(words)) continue;
    starts.push({ from: print.length, place });
    print += words;
  }
  let cursor = 0;
  return texts.map((text) => {
    const words = text.replace(/\s/g, '').slice(0, tellingCharacters);
    const found = words === '' ? -1 : print.indexOf(words, cursor);
    if (found < 0) return undefined;
    cursor = found + words.length;
    return starts.findLast(({ from }) => from <= found)?.place;
  });
}

/** Which of the texts stands at a place: the last that begins at or above it; the first where none does. */
export function blockAt(places: readonly (Place | undefined)[], { page, top }: Place): number {
  const found = places.findLastIndex(
    (place) => place !== undefined && (place.page < page || (place.page === page && place.top <= top)),
  );
  return Math.max(0, found);
}
