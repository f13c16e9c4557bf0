import { readDate } from '#formats/text/readMasthead.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import { unnamedPublication } from '#formats/text/unnamedPublication.ts';
import type { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';
import { editorsNoteLabel } from '#shared/layout/printedLines.ts';
import type { ParagraphStyle } from './bulletinStyles.ts';
import type { StyledPart } from './styledParts.ts';

type Masthead = Pick<IssueDocument, 'publication' | 'column' | 'number' | 'date' | 'marking' | 'editorsNote'>;

/** What the paragraphs above the first title may be; the contents follow from the titles. */
const known: ReadonlySet<ParagraphStyle> = new Set<ParagraphStyle>([
  'marking',
  'name',
  'column',
  'number',
  'issued',
  'contentsHead',
  'contents',
  'editorsNote',
]);

/** The number as documentInformation writes it behind the name. */
const numberInTitle = / (\d{4})年(?:增刊)?第\d+期(?:（总第\d+期）)?$/;

/** The head of a bulletin from its paragraphs above the first title. */
export function readStyledMasthead(parts: readonly StyledPart[], title: string, report: ReportEntry[]): Masthead {
  const texts = (style: ParagraphStyle) =>
    parts.flatMap((part) => (part.kind === 'text' && part.style === style ? [part.text.text] : []));
  const first = (style: ParagraphStyle) => texts(style)[0] ?? '';
  for (const part of parts) {
    if (part.kind === 'text' && (known.has(part.style) || part.text.text.trim() === '')) continue;
    const what = part.kind === 'text' ? part.text.text.slice(0, 40) : part.kind === 'table' ? '一张表格' : '一幅图片';
    report.push({ line: part.line, kind: 'unread', message: `第一个题目之前的内容没有收入：${what}` });
  }
  const [organ, date] = organAndDate(first('issued'));
  const column = /^[（(]([\s\S]*)[）)]$/.exec(first('column'))?.[1] ?? first('column');
  const note = texts('editorsNote').join('\n');
  const editorsNote = note.startsWith(editorsNoteLabel) ? note.slice(editorsNoteLabel.length) : note;
  const written = first('number');
  const number = written === '' ? null : readNumber(written, title, date);
  if (written !== '' && number === null) {
    report.push({ line: parts[0]?.line ?? 1, kind: 'number', message: `期号不完整：${written}` });
  }
  return {
    publication: { name: first('name') || unnamedPublication, organ },
    ...(column ? { column } : {}),
    number,
    date,
    marking: texts('marking').filter((text) => text !== ''),
    ...(editorsNote ? { editorsNote } : {}),
  };
}

/** The organ stands at the left of its line, the date behind a tab at the right. */
function organAndDate(text: string): readonly [string, string | null] {
  const at = text.lastIndexOf('\t');
  if (at < 0) return [text, null];
  return [text.slice(0, at), readDate(text.slice(at + 1))?.date ?? null];
}

/** The page says no year: the file's title does, or else the date. */
function readNumber(text: string, title: string, date: string | null): IssueNumber | null {
  const [, supplement, serial, running] = /^(增刊)?第(\d{1,5})期(?:（总第(\d{1,6})期）)?$/.exec(text) ?? [];
  const year = numberInTitle.exec(title)?.[1] ?? date?.slice(0, 4);
  if (!serial || !year || Number(serial) === 0 || Number(year) < 1949 || Number(year) > 2999) return null;
  return {
    series: supplement ? 'supplement' : 'regular',
    year: Number(year),
    serial: Number(serial),
    ...(running && Number(running) > 0 ? { running: Number(running) } : {}),
  };
}
