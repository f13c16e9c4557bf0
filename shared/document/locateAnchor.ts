import { type Difference, differences } from '#shared/revision/differences.ts';
import { type ArticleLine, lineKey } from './articleLines.ts';
import type { CommentAnchor } from './commentAnchor.ts';

/** A stretch of one line: `line` is its number, `start` and `end` are UTF-16 units of its text. */
export interface AnchorStretch {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** So much of a line has to be left for it to be that line still. */
const leastLeft = 0.4;
/** A line that stands elsewhere and was written at as well has to be plainer. */
const leastLeftElsewhere = 0.6;
/** Characters: a quote of this length that stands there whole is no chance. */
const longQuote = 4;
/** Steps for one comment, in all that was changed together; beyond it only the whole line or quote is found. */
const mostSteps = 20_000_000;
/** `differences` takes no more rounds than this, each as long as its number. */
const mostRounds = 2500;

/** An article has many comments, and each looks for its line among the same ones. */
const keysOfLines = new WeakMap<readonly ArticleLine[], readonly string[]>();

function keysOf(lines: readonly ArticleLine[]): readonly string[] {
  const known = keysOfLines.get(lines) ?? lines.map(({ text }) => lineKey(text));
  keysOfLines.set(lines, known);
  return known;
}

/** What was looked for in a changed stretch, and what was found. */
interface Look {
  readonly least: number;
  readonly isCompared: boolean;
  readonly span: Span | undefined;
}

/** UTF-16 units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The last looks for a comment whose line was written at or is gone, by the text of each stretch: while somebody types in
 * one of them, the others are as they were.
 */
const lastLooks = new WeakMap<CommentAnchor, ReadonlyMap<string, Look>>();

/** One search for the words of a comment. */
interface Search {
  readonly anchor: CommentAnchor;
  readonly lines: readonly ArticleLine[];
  readonly before: ReadonlyMap<string, Look> | undefined;
  readonly now: Map<string, Look>;
  stepsLeft: number;
}

/**
 * Where the words of a comment stand in another state of the article, in reading order: one stretch, or one a line where
 * the line was cut. Empty where nothing of them is left; rather that than a place they were never at.
 */
export function locateAnchor(anchor: CommentAnchor, lines: readonly ArticleLine[]): readonly AnchorStretch[] {
  const { place, start, end, line } = anchor;
  const changes = differences(anchor.lines, keysOf(lines));
  const own = changes.find(({ beforeStart, beforeEnd }) => beforeStart <= place && place < beforeEnd);
  if (!own) {
    const before = changes.findLast(({ beforeEnd }) => beforeEnd <= place);
    const now = place + (before ? before.afterEnd - before.beforeEnd : 0);
    if (lines[now]?.text === line) return [{ line: now, start, end }];
  }
  const moved = movedLine(anchor, lines, own ? [own, ...changes.filter((one) => one !== own)] : changes);
  if (moved !== undefined) return [{ line: moved, start, end }];
  const search: Search = { anchor, lines, before: lastLooks.get(anchor), now: new Map(), stepsLeft: mostSteps };
  lastLooks.set(anchor, search.now);
  const here = own ? stretchesIn(search, own, leastLeft) : [];
  if (here.length > 0) return here;
  for (const change of changes) {
    const there = change === own ? [] : stretchesIn(search, change, leastLeftElsewhere);
    if (there.length > 0) return there;
  }
  return [];
}

/** The same line among those that are new at their place: in its own stretch first, else the nearest by its part. */
function movedLine(
  { line, part }: CommentAnchor,
  lines: readonly ArticleLine[],
  changes: readonly Difference[],
): number | undefined {
  const found = changes.flatMap(({ afterStart, afterEnd }, rank) => {
    const same: { readonly at: number; readonly rank: number; readonly distance: number }[] = [];
    for (let at = afterStart; at < afterEnd; at += 1) {
      const one = lines[at];
      if (one?.text === line) same.push({ at, rank: Math.min(rank, 1), distance: Math.abs(one.part - part) });
    }
    return same;
  });
  return found.sort((left, right) => left.rank - right.rank || left.distance - right.distance)[0]?.at;
}

/** The quote in the lines that stand for a stretch of others, written at, cut or joined. */
function stretchesIn(search: Search, { afterStart, afterEnd }: Difference, least: number): readonly AnchorStretch[] {
  const texts = search.lines.slice(afterStart, afterEnd).map(({ text }) => text);
  const span = lookFor(search, texts.join('\n'), least);
  if (!span) return [];
  let from = 0;
  return texts.flatMap((text, index) => {
    const start = Math.max(0, span.start - from);
    const end = Math.min(text.length, span.end - from);
    from += text.length + 1;
    return start < end ? [{ line: afterStart + index, start, end }] : [];
  });
}

/**
 * The quote in a text, looked for only where it was not before. A known look counts as many steps, so that what is found
 * does not hang on what was looked at before.
 */
function lookFor(search: Search, text: string, least: number): Span | undefined {
  const { anchor, before, now } = search;
  const steps = stepsOf(anchor.line.length, text.length);
  const isCompared = steps <= search.stepsLeft;
  if (isCompared) search.stepsLeft -= steps;
  const known = before?.get(text);
  const look =
    known?.least === least && known.isCompared === isCompared
      ? known
      : { least, isCompared, span: isCompared ? quoteIn(anchor, text, least) : wholeQuoteIn(anchor, text) };
  now.set(text, look);
  return look.span;
}

/** At most so many to find the longest piece of two rows of characters, and what is kept on both sides of it. */
function stepsOf(before: number, after: number): number {
  return before * after + Math.min(before + after, mostRounds) ** 2 / 2;
}

/** The line or the quote in a text where it stands there as it was. */
function wholeQuoteIn({ line, start, end, quote }: CommentAnchor, text: string): Span | undefined {
  const whole = text.indexOf(line);
  if (whole >= 0) return { start: whole + start, end: whole + end };
  const at = quote.length >= longQuote ? text.indexOf(quote) : -1;
  return at >= 0 && text.indexOf(quote, at + 1) < 0 ? { start: at, end: at + quote.length } : undefined;
}

/** The quote in a text that may hold its line, or what became of it. */
function quoteIn({ line, start, end, quote }: CommentAnchor, text: string, least: number): Span | undefined {
  const [before, after] = [Array.from(line), Array.from(text)];
  const [placesBefore, placesAfter] = [placesOf(before), placesOf(after)];
  // A single character between two changes is there by chance.
  const pieces = keptPieces(before, after).filter(({ length }) => length >= Math.min(2, before.length));
  const quoted = pieces.flatMap((piece) => {
    let [from, length] = [0, 0];
    for (let offset = 0; offset < piece.length; offset += 1) {
      const unit = placesBefore[piece.before + offset] as number;
      if (unit < start || unit >= end) continue;
      if (length === 0) from = offset;
      length += 1;
    }
    return length > 0 ? [{ from: piece.after + from, length }] : [];
  });
  const [first, last] = [quoted[0], quoted.at(-1)];
  if (!first || !last) return undefined;
  const left = pieces.reduce((sum, { length }) => sum + length, 0);
  const isWhole = quoted.length === 1 && first.length === Array.from(quote).length && first.length >= longQuote;
  if (!isWhole && left < before.length * least) return undefined;
  return { start: placesAfter[first.from] as number, end: placesAfter[last.from + last.length] as number };
}

interface Piece {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** What of one row of characters stands in another: the longest piece they share, and what is kept on both sides of it. */
function keptPieces(before: readonly string[], after: readonly string[]): readonly Piece[] {
  const longest = longestPiece(before, after);
  if (longest.length === 0) return [];
  const endBefore = longest.before + longest.length;
  const endAfter = longest.after + longest.length;
  const ahead = keptBetween(before.slice(0, longest.before), after.slice(0, longest.after));
  const behind = keptBetween(before.slice(endBefore), after.slice(endAfter));
  return [
    ...ahead,
    longest,
    ...behind.map((piece) => ({ ...piece, before: piece.before + endBefore, after: piece.after + endAfter })),
  ];
}

function keptBetween(before: readonly string[], after: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  const keepUpTo = (end: number) => {
    if (end > row) pieces.push({ before: row, after: column, length: end - row });
  };
  for (const { beforeStart, beforeEnd, afterEnd } of differences(before, after)) {
    keepUpTo(beforeStart);
    [row, column] = [beforeEnd, afterEnd];
  }
  keepUpTo(before.length);
  return pieces;
}

function longestPiece(before: readonly string[], after: readonly string[]): Piece {
  let best: Piece = { before: 0, after: 0, length: 0 };
  let above = new Int32Array(before.length + 1);
  let here = new Int32Array(before.length + 1);
  for (const [column, character] of after.entries()) {
    for (let row = 0; row < before.length; row += 1) {
      const length = before[row] === character ? (above[row] as number) + 1 : 0;
      here[row + 1] = length;
      if (length > best.length) best = { before: row + 1 - length, after: column + 1 - length, length };
    }
    [above, here] = [here, above];
  }
  return best;
}

/** Where each character begins in UTF-16 units, and where the last one ends. */
function placesOf(characters: readonly string[]): readonly number[] {
  let place = 0;
  return [...characters, ''].map((character) => {
    const start = place;
    place += character.length;
    return start;
  });
}
