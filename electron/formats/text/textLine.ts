/** One line of the file that holds something; `line` counts from 1, `text` is trimmed. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
  /** Two blanks' width or more before the text: in a bulletin, the first line of a paragraph. */
  readonly indented: boolean;
}

export interface ReportEntry {
  readonly line: number;
  readonly kind: string;
  readonly message: string;
}

const pageNumber = /^(?:[-—–－─·]+\s*\d{1,4}\s*[-—–－─·]+|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)$/;

/** The lines that hold something; printed page numbers are left out and reported. */
export function textLines(text: string, report: ReportEntry[]): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (const [index, raw] of text.split(/\r\n|[\n\r\f\u2028\u2029]/).entries()) {
    const line = index + 1;
    const trimmed = raw.replace(/^[\s\ufeff]+|\s+$/g, '');
    if (trimmed === '') continue;
    if (pageNumber.test(trimmed)) {
      report.push({ line, kind: 'pageNumber', message: `去掉页码：${trimmed}` });
      continue;
    }
    lines.push({ line, text: trimmed, indented: /^(?:\u3000|\t| {2})/.test(raw) });
  }
  return lines;
}

/** Without any blank; what two spellings of one title have in common. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Words or clauses that end: such a line needs no continuation on the next page. */
export function endsSentence(text: string): boolean {
  return /[。！？!?：:；;…][”’"）)》】]*$/.test(text);
}
