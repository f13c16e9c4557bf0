export interface PdfInformation {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** YYYY-MM-DD; midnight at +08:00 becomes the date of creation and of change. */
  readonly date: string;
}

/**
 * Gives a PDF that Chromium wrote the document's own title, author, subject and date in place of the browser's name and
 * the time of printing, so that the same issue has the same bytes whenever it is printed. Skia writes one plain
 * cross-reference table and the information as the first object; throws where a file is made otherwise.
 */
export function writePdfInformation(pdf: Uint8Array, information: PdfInformation): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const tableStart = text.lastIndexOf('\nxref\n') + 1;
  const number = /\/Info (\d+) 0 R/.exec(text.slice(tableStart))?.[1];
  const start = tableStart === 0 || number === undefined ? -1 : text.indexOf(`\n${number} 0 obj\n`) + 1;
  const end = text.indexOf('endobj', start);
  if (start <= 0 || end < 0) throw new Error('PDF 的结构与预期不符，不能写入文件信息。');
  const object = Buffer.from(`${number} 0 obj\n${dictionary(text.slice(start, end), information)}\n`, 'latin1');
  const shift = object.length - (end - start);
  const moved = (offset: number) => (offset > start ? offset + shift : offset);
  const table = text
    .slice(tableStart)
    .replace(/^\d{10}(?= \d{5} n)/gm, (offset) => String(moved(Number(offset))).padStart(10, '0'))
    .replace(/(?<=startxref\n)\d+/, (offset) => String(moved(Number(offset))));
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  return new Uint8Array(
    Buffer.concat([bytes.subarray(0, start), object, bytes.subarray(end, tableStart), Buffer.from(table, 'latin1')]),
  );
}

function dictionary(old: string, { title, author, subject, date }: PdfInformation): string {
  const producer = /\/Producer (\([^)]*\))/.exec(old)?.[1] ?? '()';
  const stamp = `(D:${date.replaceAll('-', '')}000000+08'00')`;
  return `<</Title ${textString(title)}
/Author ${textString(author)}
/Subject ${textString(subject)}
/Creator ${textString('Neikan 内刊工作站')}
/Producer ${producer}
/CreationDate ${stamp}
/ModDate ${stamp}>>`;
}

/** UTF-16, the one form every reader takes for Chinese. */
function textString(text: string): string {
  const units = Array.from(text, (character) => Buffer.from(character, 'utf16le').swap16().toString('hex'));
  return `<feff${units.join('')}>`;
}
