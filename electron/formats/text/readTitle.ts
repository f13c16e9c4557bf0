import { type TextLine, withoutBlanks } from './textLine.ts';
import { withoutTitleSigns } from './titleSigns.ts';

export interface TitlePlace {
  readonly start: number;
  readonly count: number;
}

/** A title has three lines at most; more are printed where soft breaks part its phrases as well. */
const mostLines = 5;

/** Where in the lines the title of a contents line is printed, blanks and the width of signs aside; undefined when nowhere. */
export function findTitle(lines: readonly TextLine[], from: number, contentsLine: string): TitlePlace | undefined {
  const sought = titleKey(contentsLine);
  if (sought === '') return undefined;
  for (let start = from; start < lines.length; start += 1) {
    let joined = '';
    for (let count = 1; count <= mostLines; count += 1) {
      const line = lines[start + count - 1];
      if (!line || line.block) break;
      joined += titleKey(line.text);
      if (joined === sought) return { start, count };
      if (!sought.startsWith(joined)) break;
    }
  }
  return undefined;
}

/** The lines in [from, to) most like a contents line, at least `enough` of it; only where `mayStart` says a title could stand. */
export function findSimilarTitle(
  lines: readonly TextLine[],
  from: number,
  to: number,
  contentsLine: string,
  mayStart: (index: number) => boolean,
): TitlePlace | undefined {
  const enough = 0.5;
  let best: (TitlePlace & { readonly likeness: number }) | undefined;
  for (let start = from; start < to; start += 1) {
    if (!mayStart(start)) continue;
    let joined = '';
    for (let count = 1; count <= mostLines && start + count <= to; count += 1) {
      const line = lines[start + count - 1];
      if (!line || line.block || line.text.length > 60) break;
      joined += titleKey(line.text);
      const likeness = similarity(joined, titleKey(contentsLine));
      if (likeness >= enough && likeness > (best?.likeness ?? 0)) best = { start, count, likeness };
    }
  }
  return best;
}

/** Share of two-character pieces in common (Dice), 0 to 1. */
function similarity(one: string, other: string): number {
  const pieces = (text: string) => new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  if (one.length < 2 || other.length < 2) return 0;
  const [left, right] = [pieces(one), pieces(other)];
  const common = [...left].filter((piece) => right.has(piece)).length;
  return (2 * common) / (left.size + right.size);
}

/** What two spellings of one title have in common: no blanks, signs of one width, quotation marks and dashes of one form. */
function titleKey(text: string): string {
  return withoutBlanks(withoutTitleSigns(text).normalize('NFKC'))
    .replace(/[“”"＂「」『』]/g, '"')
    .replace(/[‘’'＇]/g, "'")
    .replace(/[—–－─-]+/g, '—');
}

/**
 * The title line by line. A blank that the contents do not have marks a printed line's end, as long as there are at most
 * three lines; else it is closed.
 */
export function titleLines(printed: readonly string[], contentsLine: string): string[] {
  const apart = blankPlaces(contentsLine);
  const split: string[] = [];
  const closed: string[] = [];
  let passed = 0;
  for (const line of printed.map(withoutTitleSigns)) {
    const parts: string[] = [];
    for (const part of line.split(/\s+/)) {
      const last = parts.length - 1;
      if (parts.length > 0 && apart.has(passed)) parts[last] += ` ${part}`;
      else parts.push(part);
      passed += part.length;
    }
    split.push(...parts);
    closed.push(parts.join(''));
  }
  if (split.length <= 3) return split;
  return closed.length <= 3 ? closed : atMostThree(closed, apart);
}

/** Lines that the contents part by a blank are made one, the first ones first; what is still too much goes to the last line. */
function atMostThree(lines: readonly string[], apart: ReadonlySet<number>): string[] {
  const joined: string[] = [];
  let passed = 0;
  for (const [index, line] of lines.entries()) {
    const tooMany = joined.length + lines.length - index > 3;
    if (joined.length > 0 && tooMany && apart.has(passed)) joined[joined.length - 1] += ` ${line}`;
    else joined.push(line);
    passed += withoutBlanks(line).length;
  }
  return [...joined.slice(0, 2), joined.slice(2).join('')];
}

function blankPlaces(text: string): ReadonlySet<number> {
  const places = new Set<number>();
  let passed = 0;
  for (const part of text.split(/\s+/)) {
    places.add(passed);
    passed += part.length;
  }
  return places;
}
