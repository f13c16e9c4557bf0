import { readHanDigits, readHanNumeral } from '#shared/document/hanNumerals.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markRank } from './markRank.ts';
import { plainMark } from './plainMark.ts';

/**
 * A term as the standard writes it behind the ★: so many years or months, a day on which it ends, 长期, or a condition
 * that ends it.
 */
export type MarkTerm =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'condition' };

/** 《保守国家秘密法》第二十条: what holds where nothing is written behind the ★, and is exceeded only where rules say so. */
const mostYears = { secret: 10, confidential: 20, topSecret: 30 } as const;

/** Later than any day that is written; nobody knows when a condition comes about, but it may, and 长期 is longer still. */
const endOfCondition = '9998-12-31';
const endOfUnlimited = '9999-12-31';

/** Only documents from before each record named its day lack it; a mark of theirs is taken as decided long ago. */
const longAgo = '1000-01-01';

/** Undefined where there are no words. Any words that are no time are a condition. Numbers may be in Han numerals. */
export function readTerm(words: string | undefined): MarkTerm | undefined {
  const plain = plainMark(words ?? '').replace(/^两(?=年|个月)/, '二');
  if (plain === '') return undefined;
  if (plain === '长期') return { kind: 'unlimited' };
  const [, count, unit] = /^(.{1,5})(?<!个)(年|个月|月)$/.exec(plain) ?? [];
  const units = count === undefined ? undefined : readCount(count);
  if (units !== undefined && units < 1000) return { kind: 'months', months: units * (unit === '年' ? 12 : 1) };
  const [, ...parts] = /^(?:至)?(.{4})年(.{1,2})月(.{1,3})日(?:解密)?$/.exec(plain) ?? [];
  const [year, month, date] = parts.map(readCount);
  if (year === undefined || month === undefined || date === undefined) return { kind: 'condition' };
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${year}-${two(month)}-${two(date)}`;
  return isDay(day) ? { kind: 'day', day } : { kind: 'condition' };
}

/** 10, 十 or, digit by digit, 二〇三〇. */
function readCount(written: string): number | undefined {
  if (/^\d+$/.test(written)) return Number(written);
  const digits = readHanDigits(written);
  return digits === undefined ? readHanNumeral(written) : Number(digits);
}

type Termed = Pick<MarkingDecision, 'kind' | 'term' | 'decidedOn'>;

/**
 * The day until which a mark holds, YYYY-MM-DD, so that terms of any kind can be compared as texts: '' where a mark
 * without 密级 names none, days no calendar reaches for a condition and for 长期.
 */
export function endOfMark(mark: Termed): string {
  const read = readTerm(mark.term);
  if (read?.kind === 'unlimited') return endOfUnlimited;
  if (read?.kind === 'condition') return endOfCondition;
  return liftDay({ ...mark, decidedOn: mark.decidedOn ?? longAgo }) ?? '';
}

/** Whether what `endOfMark` gave is a day of the calendar. */
export function isEndDay(end: string): boolean {
  return end !== '' && end < endOfCondition;
}

/** The most years the law gives a mark; undefined for one that is no 密级. */
export function lawfulYears(kind: string): number | undefined {
  const rank = markRank(kind);
  return rank === 'none' || rank === 'internal' ? undefined : mostYears[rank];
}

/** Whether a mark holds longer than the law gives one of its kind. Of a condition nobody can tell. */
export function exceedsLaw({ kind, term, decidedOn }: Termed): boolean {
  const years = lawfulYears(kind);
  const read = readTerm(term);
  if (years === undefined || read === undefined) return false;
  switch (read.kind) {
    case 'months':
      return read.months > years * 12;
    case 'day':
      return decidedOn !== undefined && read.day > addMonths(decidedOn, years * 12);
    case 'unlimited':
      return true;
    case 'condition':
      return false;
    default:
      return read satisfies never;
  }
}

/** The day on which a mark ends by itself, YYYY-MM-DD; undefined where none can be told. */
export function liftDay({ kind, term, decidedOn }: Termed): string | undefined {
  const read = readTerm(term);
  if (read?.kind === 'day') return read.day;
  const years = lawfulYears(kind);
  const ofLaw = years === undefined ? undefined : years * 12;
  const months = read === undefined ? ofLaw : read.kind === 'months' ? read.months : undefined;
  return months === undefined || decidedOn === undefined ? undefined : addMonths(decidedOn, months);
}

/** The day of lifting that somebody named because no term tells it; what follows from the term follows it when that changes. */
export function namedLiftDate(decision: Partial<MarkingDecision> | undefined): string | undefined {
  if (decision?.kind === undefined) return decision?.liftDate;
  const { kind, term, decidedOn, liftDate } = decision;
  const mark = { kind, ...(term === undefined ? {} : { term }), ...(decidedOn === undefined ? {} : { decidedOn }) };
  return liftDay(mark) === undefined ? liftDate : undefined;
}

/** A day as a term: 2030年5月1日. */
export function dayTerm(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function isDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

/** The same day so many months later, or the last one of a shorter month. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
