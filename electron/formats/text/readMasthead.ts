import type { IssueNumber } from '#shared/issue/issueDocument.ts';
import { chineseNumber } from './chineseNumber.ts';
import { endsSentence, type ReportEntry, reportBlanks, type TextLine, withoutBlanks } from './textLine.ts';

export interface Masthead {
  readonly marking: readonly string[];
  readonly name: string | undefined;
  readonly column: string | undefined;
  readonly organ: string | undefined;
  readonly number: IssueNumber | null;
  readonly date: string | null;
}

const numeral = '[\\d０-９〇零○Ｏ一二三四五六七八九十百\\s]+?';
const datePattern = new RegExp(`(${numeral})年\\s*(${numeral})月\\s*(${numeral})日`);
const monthPattern = new RegExp(`(${numeral})年\\s*(${numeral})月(?:份)?`);
const monthOnly = new RegExp(`^${numeral}年\\s*${numeral}月(?:份)?$`);
const plainDatePattern = /([\d０-９]{4})[-./．／－]([\d０-９]{1,2})[-./．／－]([\d０-９]{1,2})/;
const serialPattern = new RegExp(`第(${numeral})期`);
const runningPattern = new RegExp(`总(?:第)?(${numeral})期`);
/** 增刊, 增刊第2期, 增刊（2）, （增刊1） */
const supplementPattern = new RegExp(
  `增\\s*刊\\s*[（(]?\\s*(?:第?(${numeral})(?:期|号|(?=\\s*[）)]|\\s*$)))?\\s*[）)]?`,
);
const yearPattern = new RegExp(`(${numeral})年`);
const markingPattern =
  /^(?:内部(?:刊物|资料|文件|材料|使用|掌握|情况).*|注意保[管存密]|妥善保[管存]|.*★.*|工作秘密.*|秘密|机密|绝密|不得.*|仅[供限].*|阅后.*|请(?:妥善|注意).*)$/;

/** Whether the line gives the number or the date, and so belongs to the masthead. */
export function isNumberOrDate(text: string): boolean {
  return (
    text.length < 60 &&
    (readDate(text) !== undefined || monthOnly.test(text) || serialPattern.test(text) || /增\s*刊/.test(text))
  );
}

/** What is left of a line besides a number and a date. */
export function withoutNumberAndDate(text: string): string {
  const dated = readDate(text);
  const rest = dated ? text.replace(dated.written, ' ') : text;
  return withoutNumber(rest.replace(monthPattern, ' ')).trim();
}

/** A frame of typed lines round the masthead: │ 第3期 │ between ┌───┐ and └───┘. */
const frameRule = /^[┌┐└┘├┤┬┴┼─━┏┓┗┛|+=\-—\s]{3,}$/;
const frameSides = /^[│┃|｜]\s*|\s*[│┃|｜]$/g;

/**
 * Marking lines, name, column, number, organ and date from the lines above the contents, whatever their order. Where no date
 * stands there, `imprinted` is the one of the imprint.
 */
export function readMasthead(written: readonly TextLine[], report: ReportEntry[], imprinted?: string): Masthead {
  const lines = written
    .filter(({ text }) => !frameRule.test(text))
    .map((line) => ({ ...line, text: line.text.replace(frameSides, '') }));
  const marking: string[] = [];
  const plain: string[] = [];
  let column: string | undefined;
  let date: string | null = null;
  let month: string | undefined;
  let numberText: string | undefined;
  for (const { line, text } of lines) {
    const parts = text.split(/\s+/).map(withoutBlanks);
    if (markingPattern.test(withoutBlanks(text))) {
      marking.push(...(parts.every((part) => markingPattern.test(part)) ? parts : [withoutBlanks(text)]));
      continue;
    }
    let rest = text;
    const dated: ReturnType<typeof readDate> = date === null ? readDate(rest) : undefined;
    if (dated) {
      date = dated.date;
      rest = rest.replace(dated.written, ' ');
    } else if (date === null && month === undefined && rest.length < 60) {
      const found = monthPattern.exec(rest);
      month = found?.[0];
      if (month !== undefined) {
        rest = rest.replace(month, ' ');
        report.push({ line, kind: 'date', message: `报头的日期只有年月：${month}` });
      }
    }
    if (/第[^第]{1,12}期|增\s*刊/.test(rest)) {
      numberText = `${numberText ?? ''} ${rest}`;
      rest = withoutNumber(rest);
    }
    rest = rest.trim();
    const bracketed = /^[（(〔【[]\s*([^（）()]+?)\s*[）)〕】\]]$/.exec(rest);
    if (rest === '') continue;
    if (bracketed?.[1] && column === undefined) column = bracketed[1];
    else if (plain.length < 2 && rest.length <= 40 && !endsSentence(rest)) {
      plain.push(closeSpacedOut(rest));
      reportBlanks(closeSpacedOut(rest), line, report);
    } else report.push({ line, kind: 'unread', message: `报头中未能识别的一行：${text}` });
  }
  if (date === null && imprinted !== undefined) {
    date = imprinted;
    report.push({ line: lines[0]?.line ?? 1, kind: 'date', message: `报头没有日期，取版记的印发日期：${imprinted}` });
  }
  const year = date === null ? chineseNumber(yearPattern.exec(month ?? '')?.[1] ?? '') : Number(date.slice(0, 4));
  const number = numberText === undefined ? null : readNumber(numberText, year);
  if (numberText !== undefined && number === null) {
    report.push({ line: lines[0]?.line ?? 1, kind: 'number', message: `期号不完整：${numberText.trim()}` });
  }
  return { marking, name: plain[0], organ: plain[1], column, date, number };
}

/** The first date of a line, as ISO, and how it was written. */
export function readDate(text: string): { readonly date: string; readonly written: string } | undefined {
  const match = datePattern.exec(text) ?? plainDatePattern.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => chineseNumber(part ?? ''));
  if (!year || !month || !day || year < 1900) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) return undefined;
  return { date: date.toISOString().slice(0, 10), written: match[0] };
}

/** `dated` is the year of the date, where there is one. */
function readNumber(text: string, dated: number | undefined): IssueNumber | null {
  const running = chineseNumber(runningPattern.exec(text)?.[1] ?? '');
  const rest = text.replace(runningPattern, '');
  const serial =
    chineseNumber(supplementPattern.exec(rest)?.[1] ?? '') ?? chineseNumber(serialPattern.exec(rest)?.[1] ?? '');
  const year = chineseNumber(yearPattern.exec(text)?.[1] ?? '') ?? dated;
  const supplement = /增\s*刊/.test(text);
  const shown = serial ?? (supplement ? 1 : running);
  if (!shown || !year || year < 1949 || year > 2999) return null;
  if (shown > 99_999 || (running ?? 0) > 999_999) return null;
  return {
    series: supplement ? 'supplement' : 'regular',
    year,
    serial: shown,
    ...(running ? { running } : {}),
  };
}

function withoutNumber(text: string): string {
  return text
    .replace(runningPattern, '')
    .replace(supplementPattern, '')
    .replace(serialPattern, '')
    .replace(yearPattern, '')
    .replace(/[（(]\s*[，,]?\s*[）)]?$|^\s*[）)]|[（(]\s*[，,]?\s*[）)]/g, '')
    .replace(/^[\s，,·]+|[\s，,·]+$/g, '');
}

/** 工 作 信 息 is one name spaced out for looks; 甲局 乙局 are two. */
function closeSpacedOut(text: string): string {
  return text.split(/\s+/).every((part) => part.length === 1) ? withoutBlanks(text) : text.replace(/\s+/g, ' ');
}
