import { foldText } from './foldText.ts';
import { queryTerms } from './searchQuery.ts';

/** A stretch of the original, in its exact characters; joined, the parts give the original (or its piece) again. */
export type TextPart = { readonly text: string; readonly hit: boolean };

/** Where a term stands in the original, in UTF-16 units; `term` counts in the order of the query. */
export type TermPlace = { readonly start: number; readonly end: number; readonly term: number };

/** The original cut into parts that the query hits and parts that it does not. */
export function highlight(original: string, query: string): readonly TextPart[] {
  return partsBetween(original, termPlaces(original, queryTerms(query)), 0, original.length);
}

/** Every place of every folded term, by start. */
export function termPlaces(original: string, terms: readonly string[]): readonly TermPlace[] {
  const folded = foldText(original);
  const places: TermPlace[] = [];
  for (const [term, words] of terms.entries()) {
    for (let at = folded.text.indexOf(words); at >= 0; at = folded.text.indexOf(words, at + 1)) {
      places.push({ start: folded.starts[at] ?? 0, end: folded.ends[at + words.length - 1] ?? original.length, term });
    }
  }
  return places.sort((one, other) => one.start - other.start);
}

/** The piece of the original from `from` to `to`, cut at the places inside it; places that touch are one part. */
export function partsBetween(
  original: string,
  places: readonly TermPlace[],
  from: number,
  to: number,
): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = from;
  for (const { start, end } of joined(places, from, to)) {
    if (start > done) parts.push({ text: original.slice(done, start), hit: false });
    parts.push({ text: original.slice(start, end), hit: true });
    done = end;
  }
  if (to > done) parts.push({ text: original.slice(done, to), hit: false });
  return parts;
}

function joined(places: readonly TermPlace[], from: number, to: number): readonly { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const place of places) {
    const start = Math.max(place.start, from);
    const end = Math.min(place.end, to);
    const last = stretches.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}
