/** A part is no shorter than this, unless the text ends; some thousands are indexed in a few milliseconds. UTF-16 units. */
const shortestPart = 1500;
/** What finds no place to be cut is cut all the same. */
const longestPart = 10_000;
/** Each part reaches so far into the next: whatever is no longer and crosses a cut stands whole in one of them. */
export const overlapOfParts = 600;
/** One in so many ends of lines and sentences is a place to cut, told by what follows it: a change elsewhere leaves it one. */
const endsOfCut = 64;
const followingOfCut = 8;

/** Before these nothing is joined to what stands in front (marks, jamo, halves of a sign): folding is the same in parts as in the whole. */
const end = /[\n。]/g;
const joinsNothing = /[\n 。\u4E00-\u9FFF]/g;

/**
 * Cuts a text into overlapping parts at places that are chosen by the text itself: a change alters the parts it stands in
 * and few others. A short text is one part.
 */
export function textParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0, cut = 0; cut < text.length || parts.length === 0; start = cut) {
    cut = endOfPart(text, start);
    parts.push(text.slice(start, safePlace(text, cut + overlapOfParts)));
  }
  return parts;
}

function endOfPart(text: string, start: number): number {
  const latest = Math.min(start + longestPart, text.length);
  end.lastIndex = start + shortestPart;
  for (let found = end.exec(text); found && found.index < latest; found = end.exec(text)) {
    if (isCut(text, found.index + 1)) return found.index;
  }
  return safePlace(text, latest);
}

function isCut(text: string, following: number): boolean {
  let mixed = 0;
  for (let at = following; at < Math.min(following + followingOfCut, text.length); at += 1) {
    mixed = (Math.imul(mixed, 0x01000193) + text.charCodeAt(at)) | 0;
  }
  return (mixed ^ (mixed >>> 15)) % endsOfCut === 0;
}

function safePlace(text: string, at: number): number {
  joinsNothing.lastIndex = at;
  return joinsNothing.exec(text)?.index ?? text.length;
}
