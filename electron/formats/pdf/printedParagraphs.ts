import type { TextLine } from '#formats/text/textLine.ts';
import type { PrintedLine } from './printedLines.ts';

interface Measure {
  /** Where lines begin that continue a paragraph, and where full lines end. */
  readonly left: number;
  readonly right: number;
}

/** Paragraphs of printed lines: a line that fills its measure goes on in one that begins at its left edge, over pages too. */
export function joinParagraphs(pages: readonly (readonly PrintedLine[])[]): readonly TextLine[] {
  const size = bodySize(pages.flat());
  const usual = measureOf(pages.flat(), size);
  const paragraphs: { line: number; text: string; indented: boolean; rightAligned: boolean }[] = [];
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
      if (last && above?.isFull && isFlush && isLike && isNear) last.text += glue(last.text, text) + text.trim();
      else {
        const trimmed = text.trim();
        paragraphs.push({
          line: passed + printed.line,
          text: trimmed,
          indented: start >= left + printed.size * 1.4 && start <= left + printed.size * 3,
          rightAligned: start > (left + right) / 2 && end > right - printed.size * 6,
        });
      }
      above = { printed, isFull: end >= right - printed.size * 1.6, page };
    }
    passed += lines.at(-1)?.line ?? 0;
  }
  return paragraphs.filter(({ text }) => text !== '');
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
