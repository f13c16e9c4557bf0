/**
 * The searchable form of a text: NFKC, lower case, invisible signs left out, every run of signs that are no part of a
 * word (punctuation, blanks, line ends) one blank. For each UTF-16 unit of `text`, `starts` and `ends` give the place in
 * the original, in UTF-16 units, that it came from.
 */
export type FoldedText = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

/**
 * Written as ranges, because what a program calls Han changes with its Unicode version while an index lives for decades:
 * ideographs with 〇 and 々, radicals, planes 2 and 3 whole, and the zone GB 18030 leaves to an office's own characters (造字).
 */
const hanRanges =
  '\\u2E80-\\u2FDF\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303B\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uE000-\\uE865\\uF900-\\uFAFF' +
  '\\u{20000}-\\u{2FFFD}\\u{30000}-\\u{3FFFD}';

/** One Han character and nothing else. */
export const hanCharacter = new RegExp(`^[${hanRanges}]$`, 'u');
/** Two and more Han characters and nothing else. */
export const hanPhrase = new RegExp(`^[${hanRanges}]{2,}$`, 'u');

const wordCharacter = new RegExp(`^[\\p{L}\\p{N}\\p{M}${hanRanges}]$`, 'u');
const invisible = /^\p{Default_Ignorable_Code_Point}$/u;

/**
 * The smallest pieces NFKC can be given one by one: it joins a sign with the marks after it (ﾞ and ﾟ turn into such marks)
 * and Korean letters into syllables. Plain ideographs stand as they are, so a run of them is one piece.
 */
const pieces =
  /[\u4E00-\u9FFF]+|[\uAC00-\uD7A3]?[\u1100-\u11FF\u3131-\u318E\uA960-\uA97F\uD7B0-\uD7FF\uFFA0-\uFFDC]+|.[\p{M}\uFF9E\uFF9F]*/gsu;

/** Folds a text or a query; equal words have equal folds whatever their width, case or invisible signs. */
export function foldText(original: string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let endsWithBlank = false;
  const add = (character: string, start: number, end: number): void => {
    text += character;
    endsWithBlank = character === ' ';
    for (let unit = 0; unit < character.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
  };
  for (const match of original.matchAll(pieces)) {
    const [piece] = match;
    const start = match.index;
    if (isPlainIdeograph(piece)) {
      text += piece;
      endsWithBlank = false;
      for (let at = start; at < start + piece.length; at += 1) {
        starts.push(at);
        ends.push(at + 1);
      }
      continue;
    }
    const end = start + piece.length;
    for (const character of foldedPiece(piece)) {
      if (character !== ' ') add(character, start, end);
      else if (endsWithBlank) ends[ends.length - 1] = end;
      else add(' ', start, end);
    }
  }
  return { text, starts, ends };
}

/** Punctuation, digits and letters come again and again; pieces of two units and less are few. */
const foldedBefore = new Map<string, readonly string[]>();
const mostFoldedBefore = 2000;

/** The characters of a piece as they are searched for, a blank for each that is no part of a word. */
function foldedPiece(piece: string): readonly string[] {
  const before = foldedBefore.get(piece);
  if (before) return before;
  const folded: string[] = [];
  for (const composed of piece.normalize('NFKC')) {
    // Lower case one character at a time: over whole words it depends on the neighbours (Greek ς).
    for (const character of composed.toLowerCase()) {
      if (!invisible.test(character)) folded.push(wordCharacter.test(character) ? character : ' ');
    }
  }
  if (piece.length <= 2 && foldedBefore.size < mostFoldedBefore) foldedBefore.set(piece, folded);
  return folded;
}

function isPlainIdeograph(piece: string): boolean {
  const code = piece.charCodeAt(0);
  return code >= 0x4e00 && code <= 0x9fff;
}
