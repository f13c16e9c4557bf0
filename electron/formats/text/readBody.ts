import { headingRole } from '#shared/document/headingRole.ts';
import { runInInlines } from '#shared/document/runInInlines.ts';
import type { Block, TableCell, TextRole } from '#shared/issue/block.ts';
import { closeBlanks, closeHeading } from './closeBlanks.ts';
import { joinMarked, markedInlines, sliceMarked } from './markedText.ts';
import { endsSentence, type ReportEntry, type TextLine } from './textLine.ts';
import { readRows } from './textTable.ts';

const bulletPattern = /^[•·●◆■▪◇]\s*/;
const circledPattern = /^[①-⑳]\s*/;
/** No printed line of a bulletin is shorter than this where a page break cuts a paragraph (GB/T 9704: 28 characters a line). */
const fullLine = 24;

/** The role of a line that its wording or, failing that, its style in a DOCX makes a heading. */
export function lineHeadingRole({ text, look, block }: TextLine): TextRole | undefined {
  if (block) return undefined;
  const worded = headingRole(text);
  if (worded || !look?.startsWith('heading') || text.length > 60 || endsSentence(text)) return worded;
  return look as TextRole;
}

type Passage = TextLine & { readonly kind: 'text' | 'bullet' | 'circled' | 'row' | 'block' };

/** The blocks of an article from the lines between its title and its source line; joins what page breaks cut and reports it. */
export function readBody(lines: readonly TextLine[], report: ReportEntry[]): Block[] {
  const passages: Passage[] = [];
  for (const [index, written] of lines.entries()) {
    const last = passages[passages.length - 1];
    const line = isTabbedSentence(lines, index) ? withoutTabs(written, report) : written;
    const kind = passageKind(line);
    if (last?.kind === 'text' && kind === 'text' && continues(last, line)) {
      passages[passages.length - 1] = { ...last, ...joinMarked([last, { text: glue(last.text, line.text) }, line]) };
      const message = `与上文接为一段：…${last.text.slice(-8)}｜${line.text.slice(0, 8)}…`;
      report.push({ line: line.line, kind: 'joined', message });
      continue;
    }
    if (last?.kind === 'text' && kind === 'text' && !lineHeadingRole(last) && !endsSentence(last.text)) {
      report.push(openParagraph(last));
    }
    passages.push({ ...line, kind });
  }
  const end = passages[passages.length - 1];
  if (end?.kind === 'text' && !lineHeadingRole(end) && !endsSentence(end.text)) report.push(openParagraph(end));
  return blocks(passages, report);
}

function openParagraph({ line, text }: TextLine): ReportEntry {
  return { line, kind: 'openParagraph', message: `这一段没有句末标点：…${text.slice(-12)}` };
}

function passageKind({ text, block, list }: TextLine): Passage['kind'] {
  if (block) return 'block';
  if (list) return list === 'ordered' ? 'circled' : 'bullet';
  if (readRows(text)) return 'row';
  if (bulletPattern.test(text)) return 'bullet';
  return circledPattern.test(text) ? 'circled' : 'text';
}

/** A sentence with a tab in it, alone among lines without: no row of a table. */
function isTabbedSentence(lines: readonly TextLine[], index: number): boolean {
  const tabbed = (at: number) => /\S\t+\S/.test(lines[at]?.text ?? '');
  return tabbed(index) && !tabbed(index - 1) && !tabbed(index + 1) && /[。！？]/.test(lines[index]?.text ?? '');
}

function withoutTabs(line: TextLine, report: ReportEntry[]): TextLine {
  report.push({ line: line.line, kind: 'unsure', message: `制表符改为空格：${line.text.slice(0, 20)}` });
  return { ...line, text: line.text.replaceAll('\t', '\u00a0') };
}

function continues(previous: TextLine, next: TextLine): boolean {
  if (next.carriesOn) return true;
  if (next.indented || lineHeadingRole(previous) || endsSentence(previous.text)) return false;
  return previous.text.length >= fullLine && !lineHeadingRole(next);
}

/** A blank where two Latin words meet, nothing elsewhere. */
function glue(before: string, after: string): string {
  const latin = /[\w,.]$/.test(before) && /^\w/.test(after) && /[A-Za-z]/.test(before.slice(-1) + after[0]);
  return latin ? ' ' : '';
}

function blocks(passages: readonly Passage[], report: ReportEntry[]): Block[] {
  const result: Block[] = [];
  const hasHeading = passages.some((passage) => passage.kind === 'text' && lineHeadingRole(passage));
  const firstText = passages.findIndex((passage) => passage.kind === 'text');
  for (const [index, passage] of passages.entries()) {
    const last = result[result.length - 1];
    const follows = passages[index - 1]?.kind === passage.kind;
    if (passage.block) {
      result.push(passage.block);
    } else if (passage.kind === 'row') {
      const rows = (readRows(passage.text) ?? []).map((row) => row.map(cell));
      if (follows && last?.role === 'table') pad(last.rows, rows);
      else if (rows.length > 0) result.push({ role: 'table', headerRows: 1, rows });
    } else if (passage.kind !== 'text') {
      const sign = passage.list ? undefined : (bulletPattern.exec(passage.text) ?? circledPattern.exec(passage.text));
      const closed = closeBlanks(passage, report);
      const text = sliceMarked(closed, sign && sign[0].length < closed.text.length ? sign[0].length : 0);
      if (follows && last?.role === 'list') last.items.push(markedInlines(text));
      else result.push({ role: 'list', ordered: passage.kind === 'circled', items: [markedInlines(text)] });
    } else {
      const heading = lineHeadingRole(passage);
      const text = heading ? closeHeading(passage, report) : closeBlanks(passage, report);
      const role = heading ?? (index === firstText && hasHeading ? 'lead' : 'paragraph');
      result.push({ role, inlines: heading ? [{ text: text.text }] : runInInlines(markedInlines(text)) });
    }
  }
  return result;
}

/** Adds rows, all as wide as the widest: empty cells at the end of a line are not written in text. */
function pad(rows: TableCell[][], added: readonly TableCell[][]): void {
  rows.push(...added);
  const width = Math.max(...rows.map((row) => row.length));
  for (const row of rows) while (row.length < width) row.push({ inlines: [] });
}

function cell(text: string): TableCell {
  return { inlines: text === '' ? [] : [{ text }] };
}
