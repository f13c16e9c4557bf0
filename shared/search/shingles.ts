import { foldText } from './foldText.ts';

/** Two texts share something where so many signs follow each other in both, blanks and punctuation left out. UTF-16 units. */
export const shingleLength = 20;
/** From so large a share of its shingles on, a text counts as used before. */
export const reuseShare = 0.3;
/** Nothing shorter is told: a heading or a customary sentence stands in many texts. Signs without blanks and punctuation. */
export const shortestReused = 40;
/** Of so many neighbours one is kept in the index: whatever is shared over 51 signs is then found. */
const usualWindow = 32;
/** Short texts have few shingles: of them more are kept. */
const shortText = 400;
const shortWindow = 8;
/** No text is asked about with more shingles than this. */
const mostAsked = 4000;

/** A folded text without blanks; for each unit the place it came from, in UTF-16 units of the original. */
export type CompactText = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

export function compactText(original: string): CompactText {
  const folded = foldText(original);
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (const [index, sign] of [...folded.text.matchAll(/[^ ]/g)].map(({ index, 0: sign }) => [index, sign] as const)) {
    text += sign;
    starts.push(folded.starts[index] ?? 0);
    ends.push(folded.ends[index] ?? original.length);
  }
  return { text, starts, ends };
}

/** Odd, so that no multiplication loses a bit. */
const base = 0x01000193;

/** A 32-bit hash of each shingle of a compact text, in their order. */
export function shingleHashes(compact: string): readonly number[] {
  const hashes: number[] = [];
  let leaving = 1;
  for (let count = 1; count < shingleLength; count += 1) leaving = Math.imul(leaving, base);
  let hash = 0;
  for (let at = 0; at < compact.length; at += 1) {
    if (at >= shingleLength) hash = (hash - Math.imul(spread(compact.charCodeAt(at - shingleLength)), leaving)) | 0;
    hash = (Math.imul(hash, base) + spread(compact.charCodeAt(at))) | 0;
    if (at >= shingleLength - 1) hashes.push(spread(hash));
  }
  return hashes;
}

/** Mixes the bits of a number, so that the smallest of some is any of them. */
function spread(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The hashes that the index keeps of a text. */
export function keptHashes(compact: string): readonly number[] {
  const hashes = shingleHashes(compact);
  return winnowed(hashes, hashes.length < shortText ? shortWindow : usualWindow);
}

/** The hashes by which a text is compared with the index: all, of a very long text those that the index keeps. */
export function askedHashes(compact: string): readonly number[] {
  const hashes = shingleHashes(compact);
  return hashes.length <= mostAsked ? [...new Set(hashes)] : winnowed(hashes, usualWindow);
}

/** The smallest of each run of `window` neighbours (winnowing: Schleimer, Wilkerson, Aiken 2003). */
function winnowed(hashes: readonly number[], window: number): readonly number[] {
  const kept = new Set<number>();
  /** Places of a run whose hashes grow; the first is the smallest of the window. */
  const run: number[] = [];
  for (const [place, hash] of hashes.entries()) {
    while (run.length > 0 && (hashes[run.at(-1) ?? 0] ?? 0) >= hash) run.pop();
    run.push(place);
    if ((run[0] ?? 0) <= place - window) run.shift();
    if (place >= Math.min(window, hashes.length) - 1) kept.add(hashes[run[0] ?? 0] ?? 0);
  }
  return [...kept];
}
