import { startsEditorsNote } from './editorsNote.ts';
import { readSource } from './readSource.ts';
import { findSimilarTitle, findTitle } from './readTitle.ts';
import { type ReportEntry, type TextLine, withoutBlanks } from './textLine.ts';
import { withoutTitleSigns } from './titleSigns.ts';

const bullet = /^(?:[-–—•·●◆■▪★▲△◇○□◎※☆*►▶➢✦❖]|\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*/;
const countedBullet = /^[一二三四五六七八九十]{1,3}、\s*/;
const leader =
  /(?:\s*(?:…|\.{3}|·{3}|-{3}|_{3}|．{3}|—{3})[….·\-_．—]*\s*|\s*\t\s*|\s*[（(]|[ \u3000]{2,})\d{1,4}[）)]?$/;
const heading = /^[【[〔]?(?:本期)?(?:目录|目次|要目|导读)[】\]〕]?[：:]?$/;

/** Lines from the top in which contents begin: below a masthead and a long 编者按; without the word 目录 a list must be nearer. */
const headedWithin = 40;
const bulletedWithin = 25;

/** The lines of the contents and their place: [start, end) in the lines; undefined when the bulletin has none. */
export interface Contents {
  readonly start: number;
  readonly end: number;
  readonly titles: readonly string[];
}

/** Reads the contents in any bullet style, or the lines under 目录 up to where their first title is printed again. */
export function readContents(lines: readonly TextLine[], report: ReportEntry[]): Contents | undefined {
  const headed = lines.findIndex(({ text }, index) => index < headedWithin && heading.test(withoutBlanks(text)));
  const start =
    headed >= 0 ? headed : lines.findIndex(({ text }, index) => index < bulletedWithin && isItemOf(text, bullet));
  if (start < 0) return undefined;
  const first = headed >= 0 ? start + 1 : start;
  // 一、 is a bullet only under the word 目录: elsewhere it is a heading.
  const counted = headed >= 0 && countedBullet.test(lines[first]?.text ?? '');
  const isItem = (text: string) => isItemOf(text, counted ? countedBullet : bullet);
  const bulleted = isItem(lines[first]?.text ?? '');
  const items: { line: number; text: string }[] = [];
  let end = first;
  for (; end < lines.length; end += 1) {
    const { text = '', line = 0, block } = lines[end] ?? {};
    if (block) break;
    // The first title comes again where the articles begin, there perhaps with a sign of its own.
    const starts = items[0] !== undefined && startsSameTitle(items[0].text, withoutTitleSigns(text));
    if (bulleted && starts && isItem(text)) break;
    if (bulleted && !isItem(text)) {
      if (starts || !continuesItem(lines, end, isItem)) break;
      const last = items[items.length - 1];
      if (!last) break;
      last.text += withoutLeader(text);
      report.push({ line, kind: 'contentsJoined', message: `目录中的两行接为一条：${last.text}` });
      continue;
    }
    // A note below the contents is none of their lines.
    if (!bulleted && (starts || startsEditorsNote(text))) break;
    items.push({ line, text: withoutLeader(bulleted ? text.replace(counted ? countedBullet : bullet, '') : text) });
  }
  const titles = joinBroken(items, lines, end, report);
  if (titles.length === 0 || end >= lines.length) return undefined;
  return headed >= 0 || titles.some((title) => isPrinted(lines, end, title)) ? { start, end, titles } : undefined;
}

/** Whether the text below prints a title like this one: what tells contents from any other list near the top. */
function isPrinted(lines: readonly TextLine[], end: number, title: string): boolean {
  const similar = () => findSimilarTitle(lines, end, lines.length, title, (index) => index === end);
  return findTitle(lines, end, title) !== undefined || similar() !== undefined;
}

function isItemOf(text: string, sign: RegExp): boolean {
  return sign.test(text) && !text.startsWith('——') && !/[。；]/.test(text) && text.length < 90;
}

function withoutLeader(text: string): string {
  return text
    .replace(leader, '')
    .replace(/\s*(?:…+|[.．·_]{3,})$/, '')
    .trim();
}

/** A line under a bulleted item carries it on when the next line is an item again, or when only together they are printed as a title. */
function continuesItem(lines: readonly TextLine[], at: number, isItem: (text: string) => boolean): boolean {
  const { text = '' } = lines[at] ?? {};
  if (text.length > 45 || /[。；：]/.test(text)) return false;
  if (isItem(lines[at + 1]?.text ?? '')) return true;
  const whole = withoutLeader((lines[at - 1]?.text ?? '').replace(bullet, '')) + withoutLeader(text);
  return findTitle(lines, at + 1, whole) !== undefined;
}

const shortestTitle = 4;

/** An item that is not printed as it stands: two that a full line ran together, or one with its unit behind it. */
function printedParts(item: string, lines: readonly TextLine[], end: number): readonly string[] {
  const title = withoutUnit(item, lines, end);
  if (title !== item) return [title];
  for (let at = shortestTitle; at <= item.length - shortestTitle; at += 1) {
    const [first, second] = [withoutLeader(item.slice(0, at)), item.slice(at).replace(bullet, '')];
    if (readSource(second) || !findTitle(lines, end, first) || !findTitle(lines, end, second)) continue;
    return [first, second];
  }
  return [item];
}

/** 标题（单位） or 标题　　单位, where only the part before it is printed as a title. */
function withoutUnit(item: string, lines: readonly TextLine[], end: number): string {
  const shorter = [/\s*[（(][^（）()]{2,40}[）)]$/, /\s+\S{2,30}$/].map((unit) => item.replace(unit, ''));
  return shorter.find((title) => title !== item && findTitle(lines, end, title)) ?? item;
}

function startsSameTitle(item: string, text: string): boolean {
  const [one, other] = [withoutBlanks(item), withoutBlanks(text)];
  return one.startsWith(other) || (one.length > 3 && other.startsWith(one) && !leader.test(text));
}

/** Items without bullets that only together are printed as a title were one item over two lines. */
function joinBroken(
  items: readonly { readonly line: number; readonly text: string }[],
  lines: readonly TextLine[],
  end: number,
  report: ReportEntry[],
): readonly string[] {
  const titles: string[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const [item, next] = [items[index], items[index + 1]];
    if (!item || item.text === '') continue;
    const whole = next ? item.text + next.text : '';
    if (next && !findTitle(lines, end, item.text) && findTitle(lines, end, whole)) {
      titles.push(whole);
      report.push({ line: next.line, kind: 'contentsJoined', message: `目录中的两行接为一条：${whole}` });
      index += 1;
    } else titles.push(...(findTitle(lines, end, item.text) ? [item.text] : printedParts(item.text, lines, end)));
  }
  return titles;
}
