import { isNumberOrDate } from '#formats/text/readMasthead.ts';
import type { ReportEntry, TextLine } from '#formats/text/textLine.ts';
import type { FileLines } from './readLines.ts';

/** A masthead is set within so many paragraphs, blank ones among them. */
const mastheadParagraphs = 20;

/** The lines of a whole bulletin: a text box at its head that names the number or the date is part of the masthead. */
export function bulletinLines({
  lines,
  boxes,
  report,
}: Pick<FileLines, 'lines' | 'boxes' | 'report'>): Pick<FileLines, 'lines' | 'report'> {
  const places = Map.groupBy(
    boxes.filter(({ line }) => line <= mastheadParagraphs),
    ({ line }) => line,
  );
  const taken = [...places].filter(([, texts]) => texts.some(({ text }) => isNumberOrDate(text)));
  if (taken.length === 0) return { lines, report };
  const isTaken = ({ line, kind }: ReportEntry) => kind === 'textBox' && taken.some(([at]) => at === line);
  const merged: TextLine[] = [...lines];
  for (const [at, texts] of taken) {
    const below = merged.findIndex(({ line }) => line > at);
    merged.splice(below < 0 ? merged.length : below, 0, ...texts);
  }
  return {
    lines: merged,
    report: [
      ...report.filter((entry) => !isTaken(entry)),
      ...taken.map(([line]) => ({ line, kind: 'layoutTable', message: '用来排版头的文本框按行读入' })),
    ],
  };
}
