import { type TextLine, withoutBlanks } from './textLine.ts';

/** Where in the lines the title of a contents line is printed: first line and number of lines (1 to 3); undefined when nowhere. */
export function findTitle(
  lines: readonly TextLine[],
  from: number,
  contentsLine: string,
): { readonly start: number; readonly count: number } | undefined {
  const sought = withoutBlanks(contentsLine);
  for (let start = from; start < lines.length; start += 1) {
    let joined = '';
    for (let count = 1; count <= 3; count += 1) {
      joined += withoutBlanks(lines[start + count - 1]?.text ?? '');
      if (joined === sought) return { start, count };
      if (!sought.startsWith(joined)) break;
    }
  }
  return undefined;
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
  for (const line of printed) {
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
  return split.length <= 3 ? split : closed;
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
