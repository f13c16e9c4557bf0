/** Pages of a PDF that Chromium wrote: the root of its page tree counts all of them. Throws where there is none. */
export function pdfPageCount(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const counts = [...text.matchAll(/\/Type \/Pages\s[^>]*?\/Count (\d+)/g)].map((match) => Number(match[1]));
  if (counts.length === 0) throw new Error('PDF 中没有页面。');
  return Math.max(...counts);
}
