import { isFootLine } from '#formats/text/readFoot.ts';
import { readSource } from '#formats/text/readSource.ts';
import { doubtfulJoin, endsSentence, isRule, type ReportEntry, type TextLine } from '#formats/text/textLine.ts';
import { headingRole } from '#shared/document/headingRole.ts';
import type { PrintedLine } from './printedLines.ts';

interface Measure {
  /** Where lines begin that continue a paragraph, and where full lines end. */
  readonly left: number;
  readonly right: number;
}

/** Paragraphs of printed lines: a line that fills its measure goes on in one that begins at its left edge, over pages too. */
export function joinParagraphs(pages: readonly (readonly PrintedLine[])[], report: ReportEntry[]): readonly TextLine[] {
  const size = bodySize(pages.flat());
  const usual = measureOf(pages.flat(), size);
  const isBroken = isBrokenByHand(pages.flat(), size, usual);
  const hasIndents = beginsIndented(pages.flat(), size, usual);
  const paragraphs: {
    line: number;
    text: string;
    indented: boolean;
    gap: boolean;
    afterPage: boolean;
    rightAligned: boolean;
  }[] = [];
  let above: { readonly printed: PrintedLine; readonly isFull: boolean; readonly page: number } | undefined;
  let passed = 0;
  for (const [page, lines] of pages.entries()) {
    const { left, right } = measureOf(lines, size, usual);
    for (const printed of lines) {
      const { text, start, end, y } = printed;
      const isFlush = start <= left + printed.size * 0.6;
      const last = paragraphs.at(-1);
      const isLike = above !== undefined && Math.abs(above.printed.size - printed.size) < 0.6;
      // Within a page a wide gap parts, as between the contents and what follows.
      const isNear = above?.page !== page || above.printed.y - y < printed.size * 2.6;
      const isApart = last !== undefined && standsAlone(text, last.text);
      const isFilled =
        above?.isFull || (isBroken && isRunning(last, hasIndents) && !/^[（(【〔[].*[）)】〕\]]$/.test(text));
      if (last && isFilled && isFlush && isLike && isNear && !isApart) {
        if (!hasIndents && above?.page !== page && endsSentence(last.text)) {
          report.push(doubtfulJoin(passed + printed.line, last.text, text.trim()));
        }
        last.text += glue(last.text, text) + text.trim();
      } else {
        const trimmed = text.trim();
        paragraphs.push({
          line: passed + printed.line,
          text: trimmed,
          gap: above !== undefined && !isNear,
          afterPage: above !== undefined && above.page !== page,
          indented: start >= left + printed.size * 1.4 && start <= left + printed.size * 3,
          rightAligned: start > (left + right) / 2 && end > right - printed.size * 6,
        });
      }
      // What is set off to the right edge ends there without filling its line.
      const isFull = end >= right - printed.size * fullShort && start <= left + printed.size * 3;
      above = { printed, isFull, page };
    }
    passed += lines.at(-1)?.line ?? 0;
  }
  return paragraphs.filter(({ text }) => text !== '');
}

/** By so many signs a full line may fall short, as no sign that ends a line is parted. */
const fullShort = 1.6;
const leastBroken = 3;
const leastBrokenShare = 0.08;
const isSentence = ({ text }: PrintedLine) => /[。！？]/.test(text);

/**
 * Whether lines were broken by hand: flush ones stand under lines that neither fill the measure nor end a sentence. Then what
 * is flush carries on the paragraph above, as an indent or a gap tells where one begins.
 */
function isBrokenByHand(lines: readonly PrintedLine[], size: number, { left, right }: Measure): boolean {
  // Contents and the foot are broken by hand in every file.
  const text = lines.slice(lines.findIndex(isSentence), lines.findLastIndex(isSentence) + 1);
  const broken = linesUnder(text, size, { left, right }, ({ text }) => !endsSentence(text) && !headingRole(text));
  const flush = broken.filter(({ start, text }) => start < left + size * leastIndent && !standsAlone(text, '')).length;
  // Where there are indents they tell; without them it takes more than a few short lines.
  if (beginsIndented(lines, size, { left, right })) return flush > 0;
  return flush >= leastBroken && flush >= text.length * leastBrokenShare;
}

/** Whether a paragraph may go on in a flush line whatever its last line looks like: one of running text, by its indent where there are any. */
function isRunning(
  last: { readonly text: string; readonly indented: boolean } | undefined,
  hasIndents: boolean,
): boolean {
  if (!last || headingRole(last.text)) return false;
  return hasIndents ? last.indented : last.text.length >= leastRunning;
}

const leastRunning = 24;

const leastIndent = 1.4;

/** Whether most paragraphs begin with an indent: the lines under those that end a sentence before the edge. */
function beginsIndented(lines: readonly PrintedLine[], size: number, measure: Measure): boolean {
  const begins = linesUnder(lines, size, measure, ({ text }) => endsSentence(text));
  return begins.filter(({ start }) => start >= measure.left + size * leastIndent).length * 2 > begins.length;
}

/** Lines of running text under one that does not fill the measure and of which `holds`. */
function linesUnder(
  lines: readonly PrintedLine[],
  size: number,
  { left, right }: Measure,
  holds: (above: PrintedLine) => boolean,
): readonly PrintedLine[] {
  const body = lines.filter((line) => Math.abs(line.size - size) <= 0.5 && line.start <= left + size * 3);
  return body.filter((_, index) => {
    const above = body[index - 1];
    return above !== undefined && above.end < right - size * fullShort && holds(above);
  });
}

const itemSign = /^\s*[-–•●·◆■▲★○◎※]\s*(?=[\p{Script=Han}“《])/u;
const itemNumber = /^\s*(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、)\s*(?=[\p{Script=Han}“《])/u;
/** ……（3）, as an item of contents ends. */
const itemPage = /(?:…\s*[（(]?|[（(])\d{1,3}[）)]?$/;

/** Whether a line stands for itself under another, however full that one is: rules, items of contents, labels of the foot. */
function standsAlone(text: string, above: string): boolean {
  if (endsSentence(above) && readSource(text)) return true;
  if (isRule(above) || isRule(text) || isFootLine(text) || itemSign.test(text) || itemPage.test(above)) return true;
  return (
    (itemNumber.test(above) && itemNumber.test(text)) ||
    (endsSentence(above) && /^[一二三四五六七八九十]{1,3}、/.test(text))
  );
}

/** The size that most of the text is set in. */
function bodySize(lines: readonly PrintedLine[]): number {
  const signs = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    signs.set(rounded, (signs.get(rounded) ?? 0) + text.length);
  }
  return [...signs].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

/** Pages of two sides differ in their margins; one with few lines of text is measured by all of them. */
function measureOf(lines: readonly PrintedLine[], size: number, usual?: Measure): Measure {
  const body = lines.filter((line) => Math.abs(line.size - size) <= 0.5);
  const long = body.filter(({ start, end }) => end - start > size * 15);
  if (usual && long.length < 4) return usual;
  if (long.length === 0) {
    return { left: Math.min(...lines.map(({ start }) => start)), right: Math.max(...lines.map(({ end }) => end)) };
  }
  return { left: Math.min(...long.map(({ start }) => start)), right: Math.max(...long.map(({ end }) => end)) };
}

/** A blank where two Latin words meet, nothing elsewhere. */
function glue(before: string, after: string): string {
  return /[A-Za-z,]$/.test(before) && /^[A-Za-z]/.test(after.trim()) ? ' ' : '';
}
