/**
 * Sets CreationDate and ModDate of a PDF that Chromium wrote to midnight (+08:00) of `date` (YYYY-MM-DD), in place and in
 * the same length, so that the same issue gives the same bytes whenever it is printed. Throws where no date is found.
 */
export function fixPdfDates(pdf: Uint8Array, date: string): Uint8Array {
  const fixed = Buffer.from(pdf);
  const text = fixed.toString('latin1');
  // Skia writes (D:20260305093000+00'00') and does not escape anything in it.
  const stamp = `D:${date.replaceAll('-', '')}000000+08'00'`;
  const dates = [...text.matchAll(/\/(?:CreationDate|ModDate) \((D:\d{14}[+-]\d\d'\d\d')\)/g)];
  if (dates.length === 0) throw new Error('PDF 中没有日期，不能固定。');
  for (const match of dates) fixed.write(stamp, match.index + match[0].indexOf('D:'), 'latin1');
  return new Uint8Array(fixed.buffer, fixed.byteOffset, fixed.length);
}
