import type { Block, TextRole } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import { endsSentence, type ReportEntry, type TextLine } from './textLine.ts';

const headingPatterns: readonly (readonly [TextRole, RegExp])[] = [
  ['heading1', /^[一二三四五六七八九十]{1,3}\s*、/],
  ['heading2', /^[（(][一二三四五六七八九十]{1,3}[）)]/],
  ['heading3', /^\d{1,2}[.．、](?!\d)/],
  ['heading4', /^[（(]\d{1,2}[）)]/],
];
const bulletPattern = /^[•·●◆■▪◇]\s*/;
/** A table row as writeText puts it, | a | b |, so that empty cells stay; pasted tables come with tabs. */
const pipedRow = /^\|.*\|$/;
const circledPattern = /^[①-⑳]\s*/;
/** No printed line of a bulletin is shorter than this where a page break cuts a paragraph (GB/T 9704: 28 characters a line). */
const fullLine = 24;

/** The role of a heading line, or undefined for running text: a heading is one short line without a full stop inside. */
export function headingRole(text: string): TextRole | undefined {
  if (text.length > 60 || /[。；！？]/.test(text)) return undefined;
  return headingPatterns.find(([, pattern]) => pattern.test(text))?.[0];
}

interface Passage {
  readonly line: number;
  readonly kind: 'text' | 'bullet' | 'circled' | 'row';
  readonly text: string;
}

/** The blocks of an article from the lines between its title and its source line; joins what page breaks cut and reports it. */
export function readBody(lines: readonly TextLine[], report: ReportEntry[]): Block[] {
  const passages: Passage[] = [];
  for (const { line, text, indented } of lines) {
    const last = passages[passages.length - 1];
    const kind = passageKind(text);
    if (last?.kind === 'text' && kind === 'text' && continues(last.text, text, indented)) {
      const glue =
        /[\w,.]$/.test(last.text) && /^\w/.test(text) && /[A-Za-z]/.test(last.text.slice(-1) + text[0]) ? ' ' : '';
      passages[passages.length - 1] = { ...last, text: last.text + glue + text };
      report.push({ line, kind: 'joined', message: `与上文接为一段：…${last.text.slice(-8)}｜${text.slice(0, 8)}…` });
      continue;
    }
    if (last?.kind === 'text' && kind === 'text' && !headingRole(last.text) && !endsSentence(last.text)) {
      report.push({ line: last.line, kind: 'unsure', message: `这一段没有句末标点：…${last.text.slice(-12)}` });
    }
    passages.push({ line, kind, text });
  }
  return blocks(passages, report);
}

function passageKind(text: string): Passage['kind'] {
  if (/\S\t+\S/.test(text) || pipedRow.test(text)) return 'row';
  if (bulletPattern.test(text)) return 'bullet';
  return circledPattern.test(text) ? 'circled' : 'text';
}

function continues(previous: string, text: string, indented: boolean): boolean {
  if (indented || headingRole(previous) || endsSentence(previous) || previous.length < fullLine) return false;
  return !headingRole(text);
}

function blocks(passages: readonly Passage[], report: ReportEntry[]): Block[] {
  const result: Block[] = [];
  const hasHeading = passages.some((passage) => passage.kind === 'text' && headingRole(passage.text));
  for (const [index, passage] of passages.entries()) {
    const text = closeBlanks(passage, report);
    const last = result[result.length - 1];
    const follows = passages[index - 1]?.kind === passage.kind;
    if (passage.kind === 'row') {
      const row = rowCells(passage.text).map((cell) => ({ inlines: cell.trim() ? [{ text: cell.trim() }] : [] }));
      if (follows && last?.role === 'table') last.rows.push(row);
      else result.push({ role: 'table', headerRows: 1, rows: [row] });
    } else if (passage.kind !== 'text') {
      const item = [{ text: text.replace(bulletPattern, '').replace(circledPattern, '') || text }];
      if (follows && last?.role === 'list') last.items.push(item);
      else result.push({ role: 'list', ordered: passage.kind === 'circled', items: [item] });
    } else {
      const heading = headingRole(text);
      const role = heading ?? (index === 0 && hasHeading ? 'lead' : 'paragraph');
      result.push({ role, inlines: heading ? [{ text }] : runInInlines(text) });
    }
  }
  return result;
}

function rowCells(text: string): readonly string[] {
  return pipedRow.test(text) ? text.slice(1, -1).split('|') : text.split('\t');
}

const closable = /(?<=\p{Script=Han}) +(?=\d)|(?<=\d) +(?=\p{Script=Han})/gu;

/** Blanks between Han and digits come from conversion; a no-break blank is one the editor wants. */
function closeBlanks({ line, text }: Passage, report: ReportEntry[]): string {
  const closed = text.replace(closable, '');
  if (closed !== text) {
    report.push({ line, kind: 'blank', message: `去掉汉字与数字之间的空格 ${text.match(closable)?.length ?? 0} 处` });
  }
  return closed.replaceAll('\u00a0', ' ');
}

/** Blanks that reading would close, made to stay. */
export function keepBlanks(text: string): string {
  return text.replace(closable, (blanks) => '\u00a0'.repeat(blanks.length));
}

const runInPattern =
  /(?<=^|[。！？；][”）]?)(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}，)[^。；！？]{1,58}。/gu;

/** A paragraph as runs of text, the sentences 一是…。 / 一要…。 / 第一，…。 marked as run-in headings. */
export function runInInlines(text: string): Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(runInPattern)) {
    if (match.index > from) inlines.push({ text: text.slice(from, match.index) });
    inlines.push({ text: match[0], runIn: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) inlines.push({ text: text.slice(from) });
  return inlines;
}
