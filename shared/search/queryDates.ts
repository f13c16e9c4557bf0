/** Days from `from` to `to`, both inside, 'YYYY-MM-DD'. */
export type DaySpan = { readonly from: string; readonly to: string };

const earliest = '0000-01-01';
const latest = '9999-12-31';
const day = String.raw`(\d{4})(?:年(?:(\d{1,2})月(?:(\d{1,2})日?)?)?|-(\d{1,2})(?:-(\d{1,2}))?)?`;
const single = new RegExp(`^${day}$`);
const range = new RegExp(`^(?:${day})?(?:\\.{2,3}|~|至)(?:${day})?$`);

/**
 * The days a word of a query names: 2026年, 2026年5月, 2026年5月6日, 2026-05, 2026-05-06, and from one to another of them
 * with .., ～ or 至 between, where one side may be open. Undefined for other words; `null` where there is no such day.
 */
export function daysNamed(word: string): DaySpan | null | undefined {
  const plain = word.normalize('NFKC');
  // A year alone is a number like any other.
  if (single.test(plain)) return /^\d{4}$/.test(plain) ? undefined : spanOf(single.exec(plain) ?? []);
  const match = range.exec(plain);
  if (!match) return undefined;
  const [start, end] = [match.slice(0, 6), match.slice(5, 11)];
  if (start[1] === undefined && end[1] === undefined) return undefined;
  const first = start[1] === undefined ? { from: earliest, to: earliest } : spanOf(start);
  const last = end[1] === undefined ? { from: latest, to: latest } : spanOf(end);
  if (!first || !last || first.from > last.to) return null;
  return { from: first.from, to: last.to };
}

/** The same of 年: and 日期:, where a year may stand alone and a hyphen between two years. */
export function daysOfField(word: string): DaySpan | null | undefined {
  const plain = word.normalize('NFKC').replaceAll(' ', '');
  const years = /^(\d{4})(?:(?:-|~|至|\.{2,3})(\d{4}))?年?$/.exec(plain);
  if (!years) return daysNamed(plain);
  const [, from = '', to = from] = years;
  return from > to ? null : { from: `${from}-01-01`, to: `${to}-12-31` };
}

/** The groups of one day: year, then month and day as Chinese or as digits write them. */
function spanOf([, year, month, ofMonth, monthDigits, dayDigits]: readonly (string | undefined)[]): DaySpan | null {
  const [inYear, inMonth] = [month ?? monthDigits, ofMonth ?? dayDigits];
  if (inYear === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const monthNumber = Number(inYear);
  if (monthNumber < 1 || monthNumber > 12) return null;
  const daysInMonth = new Date(Date.UTC(2000, 0, 1));
  daysInMonth.setUTCFullYear(Number(year), monthNumber, 0);
  const stem = `${year}-${String(monthNumber).padStart(2, '0')}`;
  if (inMonth === undefined) return { from: `${stem}-01`, to: `${stem}-${daysInMonth.getUTCDate()}` };
  const dayNumber = Number(inMonth);
  if (dayNumber < 1 || dayNumber > daysInMonth.getUTCDate()) return null;
  const exact = `${stem}-${String(dayNumber).padStart(2, '0')}`;
  return { from: exact, to: exact };
}

/** How much of a date the marks of the index tell: parts of the year, year, month, day, as digits without hyphens. */
const markLengths = [1, 2, 3, 4, 6, 8] as const;

/** What a day is known by in the index. */
export function dayMarks(date: string): readonly string[] {
  const digits = date.replaceAll('-', '');
  return markLengths.map((length) => digits.slice(0, length));
}

/** The fewest marks that together are exactly these days. */
export function marksOfSpan({ from, to }: DaySpan): readonly string[] {
  const [start, end] = [from.replaceAll('-', ''), to.replaceAll('-', '')];
  const cover = (mark: string, level: number): readonly string[] => {
    const first = mark + '00000101'.slice(mark.length);
    const last = mark + '99991231'.slice(mark.length);
    if (last < start || first > end) return [];
    if (mark !== '' && first >= start && last <= end) return [mark];
    const length = markLengths[level];
    if (length === undefined) return [];
    return nextParts(length).flatMap((part) => cover(mark + part, level + 1));
  };
  return cover('', 0);
}

function nextParts(length: (typeof markLengths)[number]): readonly string[] {
  if (length <= 4) return Array.from({ length: 10 }, (_, digit) => String(digit));
  return Array.from({ length: length === 6 ? 12 : 31 }, (_, index) => String(index + 1).padStart(2, '0'));
}
