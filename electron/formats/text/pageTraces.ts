import { isNumberOrDate, withoutNumberAndDate } from './readMasthead.ts';
import { isRule, type ReportEntry, type TextLine, withoutBlanks } from './textLine.ts';

const bareNumber = /^[\d０-９]{1,3}$/;
/** A page holds more than this between its number and the next one's. */
const leastOfPage = 200;
/** The name, the organ and what else heads of pages repeat stand among the first lines. */
const mastheadLines = 12;
/** What ends a file (an imprint, a table's last row) is no head of a page. */
const lastLines = 3;

/** The lines without what only the printed page has: rules, page numbers without signs, and its name and number over every page. */
export function withoutPageTraces(lines: readonly TextLine[], report: ReportEntry[]): readonly TextLine[] {
  const numbers = pageNumbers(lines);
  const heads = pageHeads(lines);
  const kept: TextLine[] = [];
  let isAfterPage = false;
  for (const [index, line] of lines.entries()) {
    if (!line.block && isRule(line.text)) {
      report.push({ line: line.line, kind: 'rule', message: `去掉横线：${line.text.slice(0, 6)}…` });
      continue;
    }
    if (numbers.has(index) || heads.has(index)) {
      const isNumber = numbers.has(index);
      const message = `${isNumber ? '去掉页码' : '去掉页眉页脚'}：${line.text}`;
      report.push({ line: line.line, kind: isNumber ? 'pageNumber' : 'pageHeader', message });
      isAfterPage = true;
      continue;
    }
    kept.push(isAfterPage ? { ...line, gap: false, afterPage: true } : line);
    isAfterPage = false;
  }
  return kept;
}

/** Lines of nothing but a number that count up by one, a page's text between each and the next. */
function pageNumbers(lines: readonly TextLine[]): ReadonlySet<number> {
  const found: { readonly index: number; readonly value: number; readonly passed: number }[] = [];
  let passed = 0;
  for (const [index, { text, block }] of lines.entries()) {
    if (!block && bareNumber.test(text)) found.push({ index, value: Number(text.normalize('NFKC')), passed });
    else passed += text.length;
  }
  const isCounting = found.every(({ value, passed: at }, place) => {
    const before = found[place - 1];
    return before ? value === before.value + 1 && at - before.passed >= leastOfPage : value <= 2 && at > 0;
  });
  return new Set(isCounting ? found.map(({ index }) => index) : []);
}

/** Below the masthead: lines of one of its texts and the number or date, and nothing else. */
function pageHeads(lines: readonly TextLine[]): ReadonlySet<number> {
  const plain = (text: string) => withoutBlanks(text).replace(/[·—\-－|｜,，]/g, '');
  const masthead = new Set<string>();
  const heads = new Set<number>();
  let hasNumber = false;
  for (const [index, { text, block }] of lines.entries()) {
    if (!block && index < lines.length - lastLines && isNumberOrDate(text)) {
      if (hasNumber && masthead.has(plain(withoutNumberAndDate(text)))) heads.add(index);
      hasNumber = true;
    }
    if (index < mastheadLines && plain(text).length > 2) masthead.add(plain(text));
  }
  return heads;
}
