import type { FigureBlock, TableBlock } from '#shared/issue/block.ts';

/** One line of the file that holds something; `line` counts from 1, `text` is trimmed. A paragraph of a DOCX is one too. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
  /** Two blanks' width or more before the text: in a bulletin, the first line of a paragraph. */
  readonly indented: boolean;
  /** A blank line stands above it, not only the end of a page. */
  readonly gap?: boolean | undefined;
  /** A page ends above it. */
  readonly afterPage?: boolean | undefined;
  /** In a file whose lines were broken by hand: nothing tells it from the rest of the paragraph above. */
  readonly carriesOn?: boolean | undefined;
  /** Set off to the right edge, as a source line is. */
  readonly rightAligned?: boolean | undefined;
  /** From DOCX: the marks of `text`, as MarkedText has them. */
  readonly marks?: string | undefined;
  /** From DOCX: what the paragraph's style or look says it is; the wording decides first. */
  readonly look?: LineLook | undefined;
  /** From DOCX: an item of a list that Word numbered or bulleted. */
  readonly list?: 'ordered' | 'bulleted' | undefined;
  /** From DOCX: a table or a picture; `text` is then only `objectCharacter`. */
  readonly block?: TableBlock | FigureBlock | undefined;
}

export type LineLook = 'title' | 'subtitle' | 'heading1' | 'heading2' | 'heading3' | 'heading4';

/** Stands for a table or a picture among the lines, as in Unicode's own use of it. */
export const objectCharacter = '\ufffc';

export interface ReportEntry {
  readonly line: number;
  readonly kind: string;
  readonly message: string;
}

const pageNumber =
  /^(?:[-—–－─·]+\s*\d{1,4}\s*[-—–－─·]+|第\s*\d{1,4}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?|\d{1,3}\s*[/／]\s*\d{1,3})$/;

/** The lines that hold something; printed page numbers are left out and reported. */
export function textLines(text: string, report: ReportEntry[]): readonly TextLine[] {
  const lines: TextLine[] = [];
  let above: 'text' | 'blank' | 'page' = 'text';
  for (const [index, raw] of text.split(/\r\n|[\n\r\v\f\u2028\u2029]/).entries()) {
    const line = index + 1;
    const trimmed = raw.replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/g, '');
    if (trimmed === '') {
      if (above === 'text') above = 'blank';
      continue;
    }
    if (isPageNumber(trimmed)) {
      above = 'page';
      report.push({ line, kind: 'pageNumber', message: `去掉页码：${trimmed}` });
      continue;
    }
    const rightAligned = /^(?:\u3000{6,}|[ \t\u3000]{12,})/.test(raw);
    const indented = /^(?:\u3000|\t| {2})/.test(raw);
    lines.push({ line, text: trimmed, indented, gap: above === 'blank', afterPage: above === 'page', rightAligned });
    above = 'text';
  }
  return lines;
}

/** A printed page number such as — 3 — or 第3页. */
export function isPageNumber(text: string): boolean {
  return pageNumber.test(text);
}

/** A line across the page, drawn with signs. */
export function isRule(text: string): boolean {
  return /^[—–―─━═_=\-－＿*＊·.~～﹏]{6,}$/.test(withoutBlanks(text));
}

/** Without any blank; what two spellings of one title have in common. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Reports blanks between Han in a name, where they may part two names or break one. */
export function reportBlanks(name: string, line: number, report: ReportEntry[]): void {
  if (!/\p{Script=Han}\s+\p{Script=Han}/u.test(name)) return;
  report.push({ line, kind: 'unsure', message: `名称中有空格，没有去掉：${name}` });
}

/** Says that a page may have ended with a paragraph, which nothing tells: the next line was joined to it. */
export function doubtfulJoin(line: number, above: string, text: string): ReportEntry {
  const message = `换页处不能断定是不是另起一段，接为一段：…${above.slice(-8)}｜${text.slice(0, 8)}…`;
  return { line, kind: 'doubtfulJoin', message };
}

/** Words or clauses that end: such a line needs no continuation on the next page. */
export function endsSentence(text: string): boolean {
  return /[。！？!?：:；;…][”’"）)》】]*$/.test(text);
}
