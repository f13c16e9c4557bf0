/** A piece of text as a page places it, in points from the lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the font. */
  readonly size: number;
}

export interface PrintedLine {
  /** Counts the lines of the page, from 1. */
  readonly line: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly y: number;
  readonly size: number;
}

/** The lines of a page from its top, each from left to right. */
export function printedLines(pieces: readonly PlacedText[]): readonly PrintedLine[] {
  const rows: PlacedText[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.y - piece.y < Math.min(first.size, piece.size) * 0.5) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row, index) => lineOf(row, index + 1));
}

function lineOf(row: readonly PlacedText[], line: number): PrintedLine {
  const pieces = row.toSorted((one, other) => one.x - other.x);
  const spread = spreadOf(pieces);
  let text = '';
  let end = pieces[0]?.x ?? 0;
  for (const piece of pieces) {
    text += blankBetween(text, piece, piece.x - end - spread) + piece.text;
    end = Math.max(end, piece.x + piece.width);
  }
  return {
    line,
    text: modernHan(text),
    start: pieces[0]?.x ?? 0,
    end,
    y: pieces[0]?.y ?? 0,
    size: Math.max(...pieces.map(({ size }) => size)),
  };
}

const leastSpread = 5;

/** The gap between all signs of a line that was stretched to fill its measure, sign by sign; 0 in any other line. */
function spreadOf(pieces: readonly PlacedText[]): number {
  const single = pieces.filter(({ text }) => [...text.trim()].length === 1).length;
  if (pieces.length < leastSpread || single < pieces.length * 0.7) return 0;
  const gaps = pieces.slice(1).map(({ x }, index) => x - (pieces[index]?.x ?? 0) - (pieces[index]?.width ?? 0));
  const middle = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
  const alike = gaps.filter((gap) => Math.abs(gap - middle) < (pieces[0]?.size ?? 0) * 0.3).length;
  return middle > 0 && alike > gaps.length * 0.7 ? middle : 0;
}

/** A wide gap parts cells, one of nearly a sign's width words; a narrower one only Latin words, as Han is set loose to fill a line. */
function blankBetween(before: string, { text, size }: PlacedText, gap: number): string {
  if (before === '') return '';
  if (gap > size * 1.7) return '\t';
  if (gap > size * 0.8) return '\u3000';
  return gap > size * 0.15 && /[A-Za-z,.]$/.test(before) && /^[A-Za-z]/.test(text) ? ' ' : '';
}

/** Some fonts say a radical (⽂) where the sign (文) is meant. */
function modernHan(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (sign) => sign.normalize('NFKC'));
}
