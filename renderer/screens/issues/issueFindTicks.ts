import type { Match } from '#shared/document/findText.ts';
import { type IssueLine, placeKey } from './issueFindPlaces.ts';

/** A line that was looked through, and the keys of the places found in it. */
export interface TickedLine extends Pick<IssueLine, 'articleId' | 'line' | 'text'> {
  readonly keys: readonly string[];
}

/** Which places are not to be replaced, and the state of the articles in which that was said. */
export interface Ticks {
  readonly lines: readonly TickedLine[];
  readonly unticked: ReadonlySet<string>;
}

/** `matches` go with `lines`. */
export function tickedLines(
  lines: readonly IssueLine[],
  matches: readonly (readonly Match[])[],
): readonly TickedLine[] {
  return lines.map(({ articleId, line, text }, index) => {
    const keys = (matches[index] ?? []).map(({ start }) => placeKey(articleId, line, start));
    return { articleId, line, text, keys };
  });
}

/**
 * The places not to be replaced in another state of the articles: each by its number in its line. Undefined where that
 * cannot be told, because lines came, went or moved, or a line holds another number of places.
 */
export function carryUnticked(ticks: Ticks, lines: readonly TickedLine[]): ReadonlySet<string> | undefined {
  const carried = new Set<string>();
  const [before, after] = [byArticle(ticks.lines), byArticle(lines)];
  for (const [articleId, linesBefore] of before) {
    const spared = linesBefore.filter(({ keys }) => keys.some((key) => ticks.unticked.has(key)));
    const linesNow = after.get(articleId);
    // An article that was taken out holds nothing to spare.
    if (spared.length === 0 || !linesNow) continue;
    if (linesNow.length !== linesBefore.length) return undefined;
    const numbered = new Map(linesNow.map((one) => [one.line, one]));
    const texts = new Set(linesNow.map(({ text }) => text));
    for (const { line, text, keys } of spared) {
      const now = numbered.get(line);
      if (!now || (now.text !== text && texts.has(text))) return undefined;
      const left = keys.filter((key) => ticks.unticked.has(key)).length;
      // Where the others were replaced, those that were spared are all that is there.
      const isRest = now.keys.length === left;
      if (!isRest && now.keys.length !== keys.length) return undefined;
      for (const [index, key] of now.keys.entries()) {
        if (isRest || ticks.unticked.has(keys[index] ?? '')) carried.add(key);
      }
    }
  }
  return carried;
}

function byArticle(lines: readonly TickedLine[]): ReadonlyMap<string, readonly TickedLine[]> {
  return Map.groupBy(lines, ({ articleId }) => articleId);
}
