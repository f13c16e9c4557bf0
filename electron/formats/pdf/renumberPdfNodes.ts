/**
 * Numbers the header cells of tables in a PDF that Chromium wrote from 1 on, in place. Chromium names them by a count
 * that goes on from one printed page to the next, so the same issue would have other bytes each time.
 */
export function renumberPdfNodes(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const names = [...text.matchAll(/\(node(\d{8})\)/g)].map((match) => ({ at: match.index, number: Number(match[1]) }));
  const before = names.reduce((least, { number }) => Math.min(least, number), Number.POSITIVE_INFINITY) - 1;
  const renumbered = Buffer.from(pdf);
  for (const { at, number } of names) {
    renumbered.write(String(number - before).padStart(8, '0'), at + '(node'.length, 'latin1');
  }
  return new Uint8Array(renumbered.buffer, renumbered.byteOffset, renumbered.length);
}
