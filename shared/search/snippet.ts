import { partsBetween, type TermPlace, type TextPart, termPlaces } from './highlight.ts';
import { queryTerms } from './searchQuery.ts';

const endOfClause = /[，。、；：？！…\n,;:?!]/;

/**
 * At most `length` UTF-16 units of the original, around the first place where most of the query's terms stand together;
 * its ends move inward to the nearest punctuation. A text without any of the terms gives its beginning.
 */
export function snippet(original: string, query: string, length: number): readonly TextPart[] {
  const places = termPlaces(original, queryTerms(query));
  const { start, end } = densest(places, length);
  const slack = Math.floor(length / 4);
  const room = Math.max(0, length - (end - start));
  let to = Math.min(original.length, Math.max(0, start - Math.floor(room / 2)) + length);
  let from = Math.max(0, to - length);
  // A stretch longer than the snippet begins where it begins.
  if (end - start > length) {
    from = start;
    to = start + length;
  }
  from = startOfClause(original, from, Math.min(start, from + slack));
  to = clauseEnd(original, to, Math.max(end, to - slack));
  return partsBetween(original, places, from, to);
}

/** The first stretch of at most `length` that holds most different terms, from its first term to its last. */
function densest(places: readonly TermPlace[], length: number): { readonly start: number; readonly end: number } {
  let best = { start: 0, end: 0 };
  let most = 0;
  for (const [index, { start, end: firstEnd }] of places.entries()) {
    const terms = new Set<number>();
    let end = firstEnd;
    for (let next = index; next < places.length; next += 1) {
      const place = places[next];
      if (!place || place.start >= start + length) break;
      if (next > index && place.end > start + length) continue;
      if (!terms.has(place.term)) end = Math.max(end, place.end);
      terms.add(place.term);
    }
    if (terms.size > most) {
      most = terms.size;
      best = { start, end };
    }
  }
  return best;
}

/** The first beginning of a clause from `from` on, not after `latest`; else the first whole character. */
function startOfClause(original: string, from: number, latest: number): number {
  if (from === 0) return 0;
  for (let at = from; at <= latest; at += 1) if (endOfClause.test(original.charAt(at - 1))) return at;
  return splitsCharacter(original, from) ? from + 1 : from;
}

/** The last end of a clause up to `to`, its punctuation kept, not before `earliest`; else the last whole character. */
function clauseEnd(original: string, to: number, earliest: number): number {
  if (to === original.length) return to;
  for (let at = to; at > earliest; at -= 1) if (endOfClause.test(original.charAt(at - 1))) return at;
  return splitsCharacter(original, to) ? to - 1 : to;
}

function splitsCharacter(original: string, at: number): boolean {
  return (original.codePointAt(at - 1) ?? 0) > 0xffff;
}
