import type { PrintedLine } from './blockPlaces.ts';

/** Runs of text whose upper edges are nearer than this, in CSS pixels, stand on one line. */
const sameLine_px = 4;

const withoutBlanks = (text: string) => text.replace(/\s/g, '');

/**
 * How many lines of these texts stand on the last page that has any; what an editor would have to cut to save a page. The
 * foot and the number of the page do not count.
 */
export function lastPageLines(lines: readonly PrintedLine[], texts: readonly string[]): number {
  const words = withoutBlanks(texts.join(''));
  const own = lines.filter(({ text }) => words.includes(withoutBlanks(text)));
  const page = Math.max(0, ...own.map((line) => line.page));
  const tops = own
    .filter((line) => line.page === page)
    .map(({ top }) => top)
    .sort((left, right) => left - right);
  return tops.filter((top, index) => index === 0 || top - (tops[index - 1] ?? 0) > sameLine_px).length;
}
