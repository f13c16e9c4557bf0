import type { Cell, Sheet } from '#shared/statistics/statisticsSheets.ts';

/** A table as CSV (RFC 4180), with the mark that tells a spreadsheet the characters are UTF-8. */
export function writeCsv({ columns, rows }: Sheet): Uint8Array<ArrayBuffer> {
  const lines = [columns, ...rows].map((row) => row.map(cellOf).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

/** What a spreadsheet would take for a formula begins with a sign that makes it text; numbers are what they are. */
function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const plain = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Whether a spreadsheet would reckon with a text instead of showing it. */
export function isFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r]/u.test(text);
}
