import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markRank } from './markRank.ts';

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
const mostMonths = { secret: 120, confidential: 240, topSecret: 360 } as const;

/** Longer than any number of months; nobody knows when a condition comes about, but it may, and 长期 is longer still. */
const conditionMonths = 90_000;
const unlimitedMonths = 99_999;

/** Undefined where there are no words. Any words that are no time are a condition. */
export function readTerm(words: string | undefined): MarkTerm | undefined {
  const plain = (words ?? '').normalize('NFKC').replaceAll(/\s/g, '');
  if (plain === '') return undefined;
  if (plain === '长期') return { kind: 'unlimited' };
  const span = /^(\d{1,3})(年|个月|月)$/.exec(plain);
  if (span) return { kind: 'months', months: Number(span[1]) * (span[2] === '年' ? 12 : 1) };
  const [, year, month, date] = /^(?:至)?(\d{4})年(\d{1,2})月(\d{1,2})日(?:解密)?$/.exec(plain) ?? [];
  const day = year && month && date ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : undefined;
  return day && isDay(day) ? { kind: 'day', day } : { kind: 'condition' };
}

type Termed = Pick<MarkingDecision, 'kind' | 'term' | 'decidedOn'>;

/** How long a mark holds, in months, so that terms of any kind can be compared; 0 where a mark without 密级 names none. */
export function termMonths({ kind, term, decidedOn }: Termed): number {
  const read = readTerm(term);
  if (read === undefined) return lawfulMonths(kind) ?? 0;
  switch (read.kind) {
    case 'months':
      return read.months;
    case 'day':
      return decidedOn === undefined ? conditionMonths : Math.max(0, monthsBetween(decidedOn, read.day));
    case 'unlimited':
      return unlimitedMonths;
    case 'condition':
      return conditionMonths;
    default:
      return read satisfies never;
  }
}

/** The most months the law gives a mark; undefined for one that is no 密级. */
export function lawfulMonths(kind: string): number | undefined {
  const rank = markRank(kind);
  return rank === 'none' || rank === 'internal' ? undefined : mostMonths[rank];
}

/** The day on which a mark ends by itself, YYYY-MM-DD; undefined where none can be told. */
export function liftDay({ kind, term, decidedOn }: Termed): string | undefined {
  const read = readTerm(term);
  if (read?.kind === 'day') return read.day;
  const months = read === undefined ? lawfulMonths(kind) : read.kind === 'months' ? read.months : undefined;
  return months === undefined || decidedOn === undefined ? undefined : addMonths(decidedOn, months);
}

function isDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

/** Whole months, one that is begun counted as whole. */
function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDate = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDate = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth + (toDate > fromDate ? 1 : 0);
}

/** The same day so many months later, or the last one of a shorter month. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
