import { headingRole } from '#shared/document/headingRole.ts';
import { doubtfulJoin, endsSentence, type ReportEntry, type TextLine } from './textLine.ts';

/** A Han sign takes two columns; text shorter than this is a title or the end of a paragraph. */
const longColumns = 40;
/** By so much full lines differ, as signs that may not begin a line hang over or drag one along. */
const play = 4;
const leastLines = 4;
const leastShare = 0.6;

/**
 * In a file whose lines were all broken at one width by hand (saved from a screen, typed on a fixed page): marks the lines
 * that carry on the paragraph above. A full line goes on in the next one, unless an indent or, in a file without indents, a
 * blank line tells otherwise.
 */
export function markCarriedOn(lines: readonly TextLine[], report: ReportEntry[]): readonly TextLine[] {
  const width = brokenAt(lines);
  if (width === undefined) return lines;
  const isFull = (line: TextLine | undefined) => line !== undefined && Math.abs(columns(line) - width) <= play;
  const begins = lines.filter((_, index) => {
    const above = lines[index - 1];
    return above && !above.block && !isFull(above) && endsSentence(above.text);
  });
  const hasIndents = begins.filter(({ indented }) => indented).length * 2 > begins.length;
  return lines.map((line, index) => {
    const above = lines[index - 1];
    if (!above || above.block || line.block || line.indented || line.rightAligned || !isFull(above)) return line;
    if (headingRole(above.text) || headingRole(line.text)) return line;
    if (endsSentence(above.text) && !hasIndents) {
      if (line.gap) return line;
      if (line.afterPage) report.push(doubtfulJoin(line.line, above.text, line.text));
    }
    return { ...line, carriesOn: true };
  });
}

/** The width in columns at which most long lines end; undefined where lines are whole paragraphs. */
function brokenAt(lines: readonly TextLine[]): number | undefined {
  const widths = lines.filter(({ block }) => !block).map(columns);
  const long = widths.filter((width) => width >= longColumns);
  const counts = new Map<number, number>();
  for (const width of long) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual = 0] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  const alike = long.filter((width) => Math.abs(width - usual) <= play).length;
  return alike >= leastLines && alike >= long.length * leastShare ? usual : undefined;
}

function columns({ text, indented }: TextLine): number {
  const wide = text.match(/[^\u0020-\u007e]/g)?.length ?? 0;
  return text.length + wide + (indented ? 4 : 0);
}
